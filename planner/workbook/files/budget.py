"""Why a file is not read, and how much of one is."""

MOST_BYTES = 400_000_000
MOST_ELEMENTS = 2_500_000
MOST_HELD = 120_000_000


class NotAWorkbook(Exception):
    """The file cannot be read as a workbook; its text says why and what to do."""


class Budget:
    """What a file may still take of time and memory; beyond it the file is refused.

    That is the bytes of its parts when unpacked, the elements of its XML, and the bytes held of it while it is read.
    """

    def __init__(self) -> None:
        self._unpacked, self._elements, self._held = MOST_BYTES, MOST_ELEMENTS, MOST_HELD

    def unpack(self, size: int) -> None:
        """Spend what a part takes when it is unpacked."""
        self._unpacked -= size
        if self._unpacked < 0:
            raise NotAWorkbook(
                f"It is more than {MOST_BYTES // 1_000_000} MB when unpacked. Delete the rows and columns beyond the "
                "last filled cell of each sheet, and save it."
            )

    def hear(self, elements: int) -> None:
        """Spend elements that were read."""
        self._elements -= elements
        if self._elements < 0:
            raise NotAWorkbook("It holds more cells than can be read. Keep what is not for the planner elsewhere.")

    def hold(self, size: int) -> None:
        """Spend what something takes while the workbook is read."""
        self._held -= size
        if self._held < 0:
            raise NotAWorkbook("It holds more figures and text than can be read at once.")
