"""The HiGHS objects that no program uses at the moment: the next program is made by changing one of them."""

from planner.arrays import StandardForm
from planner.solve.highs import Engine


class Engines:
    """Engines to be lent, at most one to a program at a time; threads may share them."""

    def __init__(self) -> None:
        """None is there yet."""
        self._idle: list[Engine] = []

    def __reduce__(self) -> tuple[type["Engines"], tuple[()]]:
        """Elsewhere there are none yet."""
        return Engines, ()

    def holding(self, form: StandardForm) -> Engine:
        """An engine that holds a program and starts from nothing; raises `Stopped` where HiGHS does not take it."""
        try:
            engine = self._idle.pop()
        except IndexError:
            return Engine(form)
        engine.become(form)
        engine.start_anew()
        return engine

    def give_back(self, engine: Engine) -> None:
        """Let another program have an engine."""
        self._idle.append(engine)
