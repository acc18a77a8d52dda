"""The table of exit codes is the program's own."""

import re
from pathlib import Path

from pmr_xl.cli.codes import Leaves

TABLE = Path(__file__).parents[2] / "docs" / "exit-codes.md"


def test_the_guide_has_every_code_and_no_other():
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", TABLE.read_text("utf-8"), re.MULTILINE)]
    assert told == [int(one) for one in Leaves]
    assert len(told) == len(set(told))


def test_no_command_leaves_with_a_code_of_its_own():
    """Exit codes are named in one place; a number written at a door is one that nobody documents."""
    doors = Path(__file__).parents[2] / "pmr_xl" / "cli"
    sources = {path.name: path.read_text("utf-8") for path in doors.glob("*.py")}
    assert "import_commands.py" in sources
    written = {int(code) for text in sources.values() for code in re.findall(r"ctx\.exit\((\d+)", text)}
    assert written <= {int(one) for one in Leaves}
