"""Who does the work on many plans: this thread, several threads, or the workers of a cluster.

Work is a function of an item and a progress, such as a policy set to solve. It is picklable and needs nothing but what
it is made of, so that any `concurrent.futures.Executor` can do it, also on another machine:

    with ProcessPoolExecutor() as pool, on(pool):
        planner.compare(path)

Results come in the order of the items, whoever finishes first, and an error is that of its item alone.
"""

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any, Generic, NoReturn, TypeVar
from uuid import uuid4

from planner.engine import Engine, chosen, using
from planner.errors import PlannerError
from planner.progress import Progress, silent
from planner.timings import Path, measured, measuring

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item, Progress], Result]

ANSWER_SECONDS = 10


@dataclass(frozen=True)
class Steps(Generic[Item]):
    """How the work on each item is told, such as "Shock 2 of 5: flood"."""

    progress: Progress
    what: str
    named: Callable[[Item], str] = str

    def of(self, number: int, items: Sequence[Item]) -> Progress:
        """The progress of the work on one of some items, of which it is told at once."""
        head = f"{self.what} {number + 1} of {len(items)}: {self.named(items[number])}"

        def say(words: str, done: int = 0, steps: int = 0) -> None:
            self.progress(f"{head}. {words}", number, len(items))

        self.progress(head, number, len(items))
        return say


@dataclass(frozen=True)
class Done(Generic[Item, Result]):
    """An item that was worked on: `result()` is what came of it, or raises why nothing did."""

    item: Item
    result: Callable[[], Result]


@dataclass(frozen=True)
class Sent(Generic[Item, Result]):
    """Work as it is sent: with the engine that makes its arrays, and back with the time that its steps took.

    In words it is its name alone: dask puts what it is given into words for every item.
    """

    work: Work[Item, Result] = field(repr=False)
    engine: Engine
    name: str = field(default_factory=lambda: uuid4().hex)

    def __dask_tokenize__(self) -> str:
        """What tells this work from other: without it, dask looks at every cell of a workbook to find out."""
        return self.name

    @cached_property
    def content(self) -> bytes:
        """The work as it is sent with every item, made once for all of them; compressed it is a sixth as long."""
        return zlib.compress(pickle.dumps(self.work), level=1)

    def __reduce__(self) -> Any:
        return _received, (self.content, self.engine, self.name)

    def __call__(self, item: Item) -> tuple[Result, dict[Path, float]]:
        """Do the work where this is called."""
        with using(self.engine), measured() as timings:
            found = self.work(item, silent)
        return found, timings.steps


@lru_cache(maxsize=2)
def _received(content: bytes, engine: Engine, name: str) -> Sent[Any, Any]:
    """Work that was sent; for the next item it is here already."""
    return Sent(pickle.loads(zlib.decompress(content)), engine, name)  # noqa: S301 - from whom we have the code, too


_executor: ContextVar[Executor | None] = ContextVar("executor", default=None)


@contextmanager
def on(executor: Executor | None) -> Iterator[None]:
    """Have the work on many plans done by an executor inside the block, as far as this thread asks for it."""
    before = _executor.set(executor)
    try:
        yield
    finally:
        _executor.reset(before)


def each(work: Work[Item, Result], items: Iterable[Item], steps: Steps[Item]) -> Iterator[Done[Item, Result]]:
    """Every item with what came of it, in their order; without an executor one after the other as they are asked for.

    What an executor has not begun when nobody asks any longer is cancelled.
    """
    listed, executor = list(items), _executor.get()
    if executor is None:
        yield from (_here(work, item, steps.of(number, listed)) for number, item in enumerate(listed))
        return
    sent = Sent(work, chosen())
    futures = [executor.submit(sent, item) for item in listed]
    try:
        for number, (item, future) in enumerate(zip(listed, futures, strict=True)):
            steps.of(number, listed)
            yield Done(item, _waited(future.result))
    finally:
        for future in futures:
            future.cancel()


@contextmanager
def workers(threads: int | None = None, cluster: str | None = None) -> Iterator[None]:
    """Have that work done by so many threads, or by the cluster whose scheduler has this address, or by this thread.

    Raises `PlannerError` where both are asked for, or no cluster with workers answers.
    """
    if threads is not None and cluster is not None:
        raise PlannerError("--threads and --cluster cannot be given together.")
    if threads is not None and threads < 1:
        raise PlannerError(f"--threads is {threads}; expected at least 1.")
    if cluster is not None:
        with _cluster(cluster) as executor, on(executor):
            yield
    elif threads is not None:
        with ThreadPoolExecutor(threads) as executor, on(executor):
            yield
    else:
        yield


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    """The workers of a running dask.distributed cluster, which go on when we leave."""
    try:
        from distributed import Client
        from distributed.comm import get_address_host_port
    except ImportError as error:
        raise PlannerError('--cluster needs dask.distributed: pip install "raw-materials-planner[cluster]".') from error
    try:
        get_address_host_port(address)  # raises ValueError; a client would raise it too, and then wait for itself
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PlannerError(f"No cluster answers at {address}; expected one such as tcp://host:8786.") from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise PlannerError(f"The cluster at {address} has no workers.")
        yield client.get_executor()


def _here(work: Work[Item, Result], item: Item, progress: Progress) -> Done[Item, Result]:
    """An item worked on at once, by whoever asks for it."""
    try:
        found = work(item, progress)
    except Exception as error:  # noqa: BLE001 - it is told where the result is asked for
        return Done(item, partial(_raise, error))
    return Done(item, lambda: found)


def _raise(error: Exception) -> NoReturn:
    raise error


def _waited(result: Callable[[], tuple[Result, dict[Path, float]]]) -> Callable[[], Result]:
    """What was worked out elsewhere, its time counted here."""

    def waited() -> Result:
        found, steps = result()
        timings = measuring()
        if timings:
            timings.add(steps)
        return found

    return waited
