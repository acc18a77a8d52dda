"""The files of an office's schemas while tables are imported: each read once, changed in memory, written at the end."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.model.fault import Fault
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.folder import OfficeFolder
from pmr_xl.office.guard import value_of_tree
from pmr_xl.office.shapes import Agencies, Agency
from pmr_xl.office.writing import YamlPage, as_written, block

_CHAPTER_HEAD = """\
# yaml-language-server: $schema=../indicators.schema.json
# {name}: services, goals and tables in the order of the report. What is not said is at its default.
# Correct by hand what is wrong: importing again keeps it.
"""


class SchemaPages:
    """The files of one office: agencies.yaml and a chapter of each agency."""

    def __init__(self, office: OfficeFolder) -> None:
        self.office = office
        self.by_path: dict[Path, YamlPage] = {}
        self.roll_path = office.schemas / "agencies.yaml"

    @property
    def roll(self) -> YamlPage:
        """agencies.yaml."""
        return self.page(self.roll_path)

    def agencies(self) -> tuple[Agency, ...]:
        """The agencies as agencies.yaml has them now. Raises Fault where it cannot be read."""
        return value_of_tree(Agencies, self.roll.tree).agencies

    def of_agency(self, agency: Agency) -> YamlPage:
        """The file of an agency's chapter; empty where there is none yet."""
        return self.page(self.office.schemas / "indicators" / f"{agency.slug}.yaml")

    def page(self, path: Path) -> YamlPage:
        """A file as it is to be. Raises Fault where it cannot be read."""
        if path not in self.by_path:
            self.by_path[path] = YamlPage(self.current(path), self.office.show_path(path))
        return self.by_path[path]

    def current(self, path: Path) -> str:
        """A file as it is; empty where there is none. Raises Fault where it cannot be read."""
        try:
            return path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError:
            raise Fault(f"{self.office.show_path(path)} is not UTF-8.", "Save the file as UTF-8.") from None
        except OSError as error:
            raise Fault(
                f"{path} cannot be read: {error.strerror}.", "Close it where it is open and try again."
            ) from None

    def chapter(self, page: YamlPage, agency: Agency) -> Chapter:
        """The chapter that a page says; one without anything in it where the page is empty."""
        if not page.text:
            return Chapter(agency.code, agency.name, slug=agency.slug)
        return value_of_tree(Chapter, page.tree, {"name": agency.name, "slug": agency.slug})


def new_page(new: Chapter) -> str:
    """A chapter as its file says it, an empty line before each service and table."""
    lines = block(as_written(new, leave_out=("name", "slug")))
    spaced = [f"\n{line}" if line.startswith(("  - service:", "  - table:", "tables:")) else line for line in lines]
    text = "\n".join(spaced).replace("tables:\n\n", "tables:\n").replace("services:\n\n", "services:\n")
    return _CHAPTER_HEAD.format(name=new.name) + text + "\n"
