"""The archive that a workbook is, looked at before anything in it is read; nothing is ever unpacked to the disk."""

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from planner.workbook.files.budget import Budget, NotAWorkbook
from planner.workbook.files.markup import PIECE, Heard, read_markup

SUFFIXES = (".xlsx", ".xlsm")
OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = "EncryptedPackage".encode("utf-16-le")
END_OF_ARCHIVE = b"PK\x05\x06"
FARTHEST_END = 65_557
"""Where the end record of an archive stands at most, in bytes before the end of the file."""
MOST_LISTED = 1_000_000
"""The most that a list of parts may take, in bytes: some thousand of them."""
OTHER_FORMATS = {
    "xl/workbook.bin": "It is a binary workbook (.xlsb); save it as an .xlsx workbook.",
    "mimetype": "It is no Excel workbook but an OpenDocument file; save it as an .xlsx workbook.",
    "word/document.xml": "It is a Word document.",
    "ppt/presentation.xml": "It is a PowerPoint presentation.",
}


class Package:
    """The parts of a workbook by name, without regard to case, and what may still be spent on them."""

    def __init__(self, archive: ZipFile) -> None:
        self.budget = Budget()
        self._archive = archive
        self._parts: dict[str, ZipInfo] = {}
        for part in archive.infolist():
            _look_at(part)
            if self._parts.setdefault(part.filename.casefold(), part) is not part:
                raise NotAWorkbook(f"It is damaged: it holds {part.filename} twice.")

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def size(self, name: str) -> int:
        """What a part says that it takes when unpacked, in bytes; no more of it is ever read."""
        return self._parts[name.casefold()].file_size if name in self else 0

    def read(self, name: str, heard: Heard, through: Callable[[bytes], bytes] = bytes) -> None:
        """Read the XML of a part, every piece of its bytes `through` a filter."""
        if name not in self:
            raise NotAWorkbook(f"It is damaged: {name} is missing.")
        part = self._parts[name.casefold()]
        self.budget.unpack(part.file_size)
        with self._archive.open(part) as file:
            read_markup(map(through, _pieces(file)), heard, self.budget)

    def refuse_other_formats(self) -> None:
        """Name the format of an archive that is no workbook."""
        for name, reason in OTHER_FORMATS.items():
            if name in self:
                raise NotAWorkbook(reason)
        raise NotAWorkbook("It is a zip archive, but no Excel workbook.")


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """The parts of a workbook while the block runs; raises NotAWorkbook with the reason where it is none."""
    if path.suffix.lower() not in SUFFIXES:
        raise NotAWorkbook("It is no Excel workbook; expected a file that ends in .xlsx or .xlsm.")
    try:
        with path.open("rb") as file:
            _look_at_ends(file)
            with ZipFile(file) as archive:
                yield Package(archive)
    except OSError as error:
        raise NotAWorkbook(f"It cannot be opened ({error.strerror or error}).") from error
    except (BadZipFile, EOFError, ValueError, NotImplementedError, struct.error, zlib.error) as error:
        raise NotAWorkbook("It is cut off or damaged; open it in Excel and save it anew.") from error


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _look_at_ends(file: IO[bytes]) -> None:
    """Refuse what is no archive, and one that lists endlessly many parts, before that list is read."""
    if file.read(len(OLD_CONTAINER)) == OLD_CONTAINER:
        raise NotAWorkbook(_reason_of_old_container(file))
    size = file.seek(0, 2)
    file.seek(max(size - FARTHEST_END, 0))
    end = file.read()
    start = end.rfind(END_OF_ARCHIVE)
    if start < 0 or len(end) < start + 16:
        raise NotAWorkbook("It is no Excel workbook, whatever its name says, or it is cut off.")
    (listed,) = struct.unpack_from("<L", end, start + 12)
    if listed > MOST_LISTED:
        raise NotAWorkbook("It holds more parts than any workbook has.")


def _reason_of_old_container(file: IO[bytes]) -> str:
    if PASSWORD in file.read(10_000_000):
        return "It has a password; open it in Excel and save it without one."
    return "It is in the old .xls format; save it as an .xlsx workbook."


def _look_at(part: ZipInfo) -> None:
    name = part.filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise NotAWorkbook(f"It is no workbook that Excel would save: it holds a part named {name!r}.")
    if part.flag_bits & 0x1:
        raise NotAWorkbook("It has a password; save it without one.")
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotAWorkbook("It is no workbook that Excel would save: it is packed in an unusual way.")
