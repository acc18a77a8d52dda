"""An office that edits its schemas by hand, as text; and commands in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from season_played import fill

from pmr_xl.cli.commands import pmr
from pmr_xl.office import init_office


class Years:
    """One office through the years, by the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = init_office(folder)

    def run(self, *arguments: object, leaves: int | None = 0) -> str:
        """One command and what it says; ``leaves``: its exit code, None for any."""
        told = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, arguments)])
        assert leaves is None or told.exit_code == leaves, (
            arguments,
            told.exit_code,
            told.output[-3000:],
            told.exception,
        )
        return told.output

    def history(self) -> None:
        """The figures that come with the program."""
        for kind in ("indicators", "resources", "units_of_appropriation"):
            self.run("record", "import", f"mmr_fy2026_{kind}.csv", "--year", "2026")

    def form(self, code: str = "DSNY") -> Path:
        """A form of MMR-FY26, filled with what the report printed."""
        self.run("blank", code, "--due", "2026-09-03", "--year", "2026", "--into", self.folder / "outbox")
        (blank,) = (self.folder / "outbox").glob(f"PMR_{code}_MMR_FY26_v1.xlsx")
        return fill(blank, self.folder / "inbox" / blank.name, code)

    def found(self, path: Path) -> list[dict[str, Any]]:
        """What validating a file finds."""
        to = self.folder / "found.json"
        self.run("validate", path, "--json", to, leaves=None)
        found: list[dict[str, Any]] = json.loads(to.read_text(encoding="utf-8"))["findings"]
        return found

    def schema(self, slug: str = "dsny") -> Path:
        """An agency's file."""
        return self.folder / "schemas" / "indicators" / f"{slug}.yaml"

    def edit(self, *changes: tuple[str, str], slug: str = "dsny") -> None:
        """Change the text of a schema; what is changed must be there once."""
        text = self.schema(slug).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (old, text.count(old))
            text = text.replace(old, new)
        self.schema(slug).write_text(text, encoding="utf-8")

    def taken_out(self, indicator: str, slug: str = "dsny") -> str:
        """Take an indicator's lines out of a schema; gives them without their indentation."""
        text = self.schema(slug).read_text(encoding="utf-8")
        found = re.search(rf"^( *)- id: {indicator}\n(?:\1  .*\n)*", text, re.MULTILINE)
        assert found is not None, indicator
        self.schema(slug).write_text(text.replace(found[0], ""), encoding="utf-8")
        return "\n".join(line.removeprefix(found[1]) for line in found[0].splitlines()) + "\n"

    def retire(self, indicator: str, slug: str = "dsny") -> None:
        """Move an indicator to the list of retired ones, as the guide for administrators says."""
        lines = "".join(f"  {line}\n" for line in self.taken_out(indicator, slug).splitlines())
        text = self.schema(slug).read_text(encoding="utf-8")
        head = "" if "\nretired:" in text else "\nretired:\n"
        self.schema(slug).write_text(f"{text.rstrip()}\n{head}{lines}", encoding="utf-8")
