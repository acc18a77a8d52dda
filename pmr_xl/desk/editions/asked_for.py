"""An edition that is opened put into the office's calendar and settings, both or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.atomic_write import write_atomically
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition


class AskedFor(NamedTuple):
    """Whether the office's settings ask for an edition.

    Attributes:
        file: the settings'; ``line``: what was written into it; empty where every edition is asked for.
        already: it asked for the edition before.
    """

    file: str
    line: str = ""
    already: bool = False


@contextmanager
def put_back_unless_done(*paths: Path) -> Iterator[None]:
    """Files that are edited on the way to a line in the record are as they were where that line cannot be written."""
    before = {path: path.read_bytes() if path.is_file() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            with suppress(OSError):  # no room for that either: the fault that is told says what to do
                if content is None:
                    path.unlink(missing_ok=True)
                elif path.read_bytes() != content:
                    write_atomically(path, content)
        raise


def into_calendar(desk: Desk, edition: Edition, due: date | None) -> str | None:
    """Put the edition, and the day its forms come back, into the office's calendar; None where it stands there so."""
    from pmr_xl.office.writing import YamlPage, replace_file

    path = desk.office.schemas / "calendar.yaml"
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else "editions:\n"
    page = YamlPage(text, desk.office.show_path(path))
    listed = [one.get("edition") for one in (page.tree.data or {}).get("editions") or []]
    if edition.code in listed and (due is None or desk.library.forms_due(edition) == due):
        return None
    told = {"edition": edition.code} | ({"forms_due": due.isoformat()} if due is not None else {})
    if edition.code in listed:
        found = re.compile(rf"^( *)- edition: {edition.code}\s*$(?:\n\1  forms_due: .*$)?", re.MULTILINE)
        page.text = found.sub(rf"\g<1>- edition: {edition.code}\n\g<1>  forms_due: {told['forms_due']}", page.text)
    else:
        page.put(["editions"], len(listed), told)
    replace_file(path, page.text)
    return page.shown


def into_settings(desk: Desk, edition: Edition) -> AskedFor:
    """Say in settings.yaml that the edition is asked for too; an office that names none takes every edition's forms."""
    from pmr_xl.office.writing import replace_file

    path, asked = desk.office.settings_file, list(desk.settings.asking)
    if edition.code in asked:
        return AskedFor(path.name, already=True)
    if not asked:
        return AskedFor(path.name)
    wanted = f"asking: [{', '.join([*asked, edition.code])}]"
    said = re.compile(r"^asking:.*(?:\n {2,}-.*)*$", re.MULTILINE)
    replace_file(path, said.sub(wanted, path.read_text(encoding="utf-8-sig"), count=1))
    return AskedFor(path.name, wanted)
