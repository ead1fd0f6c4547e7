"""Workbook files taken apart and put together again, with parts changed, added or left out."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from planner.workbook import read_workbook
from tests.workbook.conftest import GOOD
from tests.workbooks import write_workbook

ROOT = Path(__file__).parents[2]
BOOK, TEXTS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SHEETS = {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(GOOD, start=1)}
SUPPLIERS = SHEETS["Suppliers"]
READ_ALONE = """
import json, sys
from planner.workbook import read_workbook
done = set()
quiet = ("import", "compile", "exec", "object.", "marshal", "sys.", "builtins", "gc.", "os.listdir", "os.scandir")
sys.addaudithook(lambda event, args: event.startswith(quiet) or done.add((event, str(args[:1]))))
reading = read_workbook(sys.argv[1])
outside = sorted(what for what in tuple(done) if sys.prefix not in what[1] and sys.base_prefix not in what[1])
print(json.dumps([[problem.code for problem in reading.problems if problem.severity == "fault"], outside]))
with open("/proc/self/status") as status:
    print(*(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


class Spoilt:
    """The good workbook as the parts of its file, by name; a part is bytes, or a list of them if it is very large."""

    def __init__(self, folder, tables=GOOD):
        self.path = folder / "input.xlsx"
        write_workbook(self.path, tables)
        with ZipFile(self.path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def replace(self, part, old, new):
        """Change a piece of a part, which must be there."""
        old, new = (text.encode() if isinstance(text, str) else text for text in (old, new))
        assert old in self.parts[part]
        self.parts[part] = self.parts[part].replace(old, new)

    def add_rows(self, rows, part=SUPPLIERS):
        """Put XML behind the last row of a sheet."""
        self.replace(part, b"</sheetData>", rows.encode() + b"</sheetData>")

    def save(self, compression=ZIP_DEFLATED):
        with ZipFile(self.path, "w", compression, compresslevel=1) as archive:
            for name, content in self.parts.items():
                with archive.open(name, "w") as part:
                    part.writelines([content] if isinstance(content, bytes) else content)
        return self.path

    def read(self):
        return read_workbook(self.save())


def refusal(path):
    """Why a file is not read: the message of its only problem."""
    (problem,) = read_workbook(path).problems
    assert (problem.severity, problem.sheet, problem.cell, problem.code) == ("fault", "", "", "not-a-workbook")
    assert problem.message.startswith(f"{path.name} cannot be read. It")
    assert problem.message.endswith(".")
    return problem.message


def read_alone(path):
    """What a process of its own finds in a file and does to read it, and the most memory that it takes, in MB."""
    run = subprocess.run(
        [sys.executable, "-c", READ_ALONE, str(path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )
    found, kilobytes = run.stdout.splitlines()
    codes, done = json.loads(found)
    assert [what for what in done if what != ["open", f"('{path}',)"]] == []
    return sorted(set(codes)), int(kilobytes) / 1024
