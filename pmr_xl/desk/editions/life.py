"""The life of an indicator: renamed, redefined, retired, moved, split, shared, added; its schema's text is edited."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Period
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.office.naming import Named, ids
from pmr_xl.office.writing import replace_file, scalar
from pmr_xl.office.years.edited import EditedSchema, entry

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.office import Agency

_COPIED = ("unit", "decimals", "desired_direction", "critical", "equity", "aggregation", "frequency", "year")


class LifeChange(NamedTuple):
    """What was done to an indicator: the files that were written, and what follows."""

    files: tuple[Path, ...]
    done: str
    follows: tuple[str, ...]


def rename(desk: Desk, indicator: str, name: str) -> LifeChange:
    """Give an indicator another name; the one of the last report is kept beside it, so that tables still find it.

    Raises:
        Fault: there is no such indicator, or it is called so already.
    """
    edit = _Edit(desk)
    line, text = edit.of(indicator)
    if not name.strip() or line.indicator.name == name.strip():
        raise Fault(f"{indicator} is called “{line.indicator.name}”.", "Say another name.")
    loc = text.find(indicator)
    former = line.indicator.formerly or line.indicator.name
    text.say(loc, "name", scalar(name.strip()))
    text.say(text.find(indicator), "formerly", None if former == name.strip() else scalar(former))
    return edit.finish(
        f"{indicator} is “{name.strip()}” now; in the last report it was “{former}”.",
        "History and decisions stay with the id. Forms that are out show the old name and are read as they are.",
        "The next report announces it once, as renamed.",
    )


def put_id_back(desk: Desk, indicator: str, known_as: str) -> LifeChange:
    """Give an indicator back the id under which its history stands.

    Raises:
        Fault: there is no such indicator, the id is in use, or the record has no figure of it.
    """
    edit = _Edit(desk)
    _, text = edit.of(indicator)
    if known_as not in desk.record.indicator_ids():
        raise Fault(f"The record has no figure of “{known_as}”.", "An id never changes; it can only be put back.")
    if indicator in desk.record.indicator_ids():
        raise Fault(f"The record has figures of “{indicator}” too.", "Both are indicators of their own.")
    loc = text.find(indicator)
    text.say(loc, "id", known_as)
    return edit.finish(f"{indicator} is {known_as} again, and its history is there.")


def redefine(desk: Desk, indicator: str, since: Period, why: str) -> LifeChange:
    """Mark a break in an indicator's series: from a fiscal year on it is counted otherwise.

    Raises:
        Fault: there is no such indicator, or nobody says why.
    """
    if not why.strip():
        raise Fault("A break in a series has a reason.", "Say it with --why “…”; tables and forms print it.")
    edit = _Edit(desk)
    line, text = edit.of(indicator)
    breaks = {**line.indicator.breaks, since.code: why.strip()}
    told = ", ".join(f"{year}: {scalar(said, in_braces=True)}" for year, said in sorted(breaks.items()))
    text.say(text.find(indicator), "breaks", f"{{{told}}}")
    return edit.finish(
        f"{indicator} is counted otherwise from {since.code} on: {why.strip()}.",
        "Nothing is compared across it, and five years' trend begins anew. The next report announces it once.",
    )


def retire(desk: Desk, indicator: str) -> LifeChange:
    """Retire an indicator, with its parts: nothing asks for it or prints it; its history stays.

    Raises:
        Fault: there is no such indicator, or it is a part of another one.
    """
    edit = _Edit(desk)
    _, text = edit.of(indicator)
    text.put([], "retired", text.cut(text.find(indicator)))
    return edit.finish(
        f"{indicator} is retired.",
        "No form asks for it from now on; figures in forms that are out are read, and not taken.",
        "Editions that are released or closed print it as they did; the next report announces it once, as removed.",
    )


def move(desk: Desk, indicator: str, to: str, agency: str = "") -> LifeChange:
    """Move an indicator, with its parts, under another goal or table, also of another agency.

    Args:
        to: the id of the goal or table.
        agency: whose it is, where that is another agency.

    Raises:
        Fault: there is no such indicator, goal or table.
    """
    edit = _Edit(desk)
    line, text = edit.of(indicator)
    target = edit.text(desk.library.agency(agency or line.agency))
    owner = target.find(to)
    if not {"goal", "table"} & target.tree_at(owner).keys():
        raise Fault(f"“{to}” is no goal and no table.", "“pmr schema places AGENCY” lists their ids.")
    lines = text.cut(text.find(indicator))
    target.put(target.find(to), "indicators", lines)
    elsewhere = target is not text
    if elsewhere and line.indicator.moved_from is None:
        target.say(target.find(indicator), "moved_from", scalar(line.agency))
    return edit.finish(
        f"{indicator} stands under {to} now.",
        "Its id and history stay."
        + (f" {agency} is asked for it, {line.agency} no longer." if elsewhere else " No named range moves."),
        "The next report announces it once, as moved.",
    )


def add(desk: Desk, agency: str, to: str, name: str, said: dict[str, Any]) -> LifeChange:
    """Add an indicator at the end of a goal or table.

    Args:
        said: what else it says, by key: unit, decimals, desired_direction, critical …

    Raises:
        Fault: there is no such agency, goal or table; what it says cannot be.
    """
    edit = _Edit(desk)
    own = desk.library.agency(agency)
    text = edit.text(own)
    known_as = _fresh_ids(desk, own, [name])[0]
    text.put(text.find(to), "indicators", entry({"id": known_as, "name": name, **said}))
    return edit.finish(
        f"{known_as} is added under {to}.",
        "Forms made from now on ask for it; a form that is out takes it with “pmr migrate”.",
        "The next report announces it once, as added.",
    )


def split(desk: Desk, indicator: str, names: Sequence[str]) -> LifeChange:
    """Split an indicator into others: it is retired, and they take its place, counted as it was.

    Raises:
        Fault: there is no such indicator, or fewer than two names are given.
    """
    if len({*names}) < 2:  # noqa: PLR2004 - fewer are no split
        raise Fault("A split gives two indicators or more.", "Name each: --into “…” --into “…”.")
    edit = _Edit(desk)
    line, text = edit.of(indicator)
    loc = text.find(indicator)
    if loc[-2] != "indicators":
        raise Fault(f"{indicator} is a part of another indicator.", "Split it by hand.")
    said = {key: text.value(loc, key) for key in _COPIED if text.value(loc, key) is not None}
    *owner, _, _ = loc
    fresh = _fresh_ids(desk, desk.library.agency(line.agency), names)
    for known_as, name in zip(fresh, names, strict=True):
        text.put(owner, "indicators", entry({"id": known_as, "name": name, "split_from": indicator, **said}))
    text.put([], "retired", text.cut(text.find(indicator)))
    return edit.finish(
        f"{indicator} is split into {', '.join(fresh)}.",
        "Its history stays with it; theirs begins with the next form.",
        "The next report announces it once, as split.",
    )


def share(desk: Desk, indicator: str, other: str) -> LifeChange:
    """Say in both schemas that two agencies report one and the same figure.

    Raises:
        Fault: there is no such indicator.
    """
    edit = _Edit(desk)
    for one, same in ((indicator, other), (other, indicator)):
        _, text = edit.of(one)
        text.say(text.find(one), "same_as", same)
    return edit.finish(f"{indicator} and {other} are one figure.", "Both agencies' figures are compared from now on.")


def _fresh_ids(desk: Desk, agency: Agency, names: Sequence[str]) -> list[str]:
    taken = {one for chapter in desk.library.chapters() for one in (*chapter.by_id, *_retired(chapter))}
    return ids(agency.slug, [Named(name) for name in names], taken=taken | desk.record.indicator_ids())


def _retired(chapter: Chapter) -> list[str]:
    return [line.id for line in chapter.retired_lines]


class _Edit:
    """Schemas while they are edited: written together at the end, once all of them were read as they would be."""

    def __init__(self, desk: Desk) -> None:
        desk.office.must_be_own()
        self.desk = desk
        self.texts: dict[str, _Page] = {}

    def text(self, agency: Agency) -> _Page:
        """The text of an agency's schema."""
        if agency.code not in self.texts:
            path = self.desk.library.schema_path(agency.code)
            text = path.read_bytes().decode("utf-8-sig")
            self.texts[agency.code] = _Page(text, self.desk.office.show_path(path))
        return self.texts[agency.code]

    def of(self, indicator: str) -> tuple[Line, _Page]:
        """An indicator and the text it stands in. Raises Fault where no agency has it."""
        for chapter in self.desk.library.chapters():
            if indicator in chapter.by_id:
                return chapter.by_id[indicator], self.text(self.desk.library.agency(chapter.agency))
        raise Fault(f"No schema has an indicator “{indicator}”.", "“pmr schema places AGENCY” lists ids.")

    def finish(self, told: str, *follows: str) -> LifeChange:
        """Write what was edited. Raises Fault where it would not be read; nothing is written then."""
        self._keep()
        paths = []
        for code, page in self.texts.items():
            self._judge(code, page)
        for code, page in self.texts.items():
            path = self.desk.library.schema_path(code)
            replace_file(path, page.text)
            paths.append(path)
        return LifeChange(tuple(paths), told, follows)

    def _keep(self) -> None:
        """Today's schemas first, so that forms made from them stay readable."""
        for code in self.texts:
            self.desk.library.keep_schema(code)

    def _judge(self, code: str, page: EditedSchema) -> None:
        from pmr_xl.office.judging import read_and_judge

        read_and_judge(Chapter, page.text, page.shown, self.desk.library.agency(code))


class _Page(EditedSchema):
    def tree_at(self, loc: Sequence[int | str]) -> dict[str, Any]:
        """What an entry says."""
        data = self.tree.data
        for step in loc:
            data = data[step]
        found: dict[str, Any] = data
        return found
