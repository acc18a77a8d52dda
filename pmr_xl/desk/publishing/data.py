"""Data that are posted: the City's dataset, what of it is new since the last posting, a tidy file, descriptions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.atomic_write import put_file
from pmr_xl.desk.desk import Progress, silent
from pmr_xl.desk.publishing.as_of_today import defined_for, months_of, targets_of
from pmr_xl.desk.publishing.open_data_ids import MissingId, missing_ids
from pmr_xl.desk.publishing.switching import new_folder, no_fewer
from pmr_xl.desk.released.ids_of_today import ids_of
from pmr_xl.desk.released.permitted import may_be_published
from pmr_xl.desk.tables.assemble import press_chapters
from pmr_xl.desk.tables.pressed import Pressed
from pmr_xl.desk.writing import csv_text
from pmr_xl.forms.posting import descriptions as texts
from pmr_xl.forms.posting.differences import PostedAgainst, PostedDifference, against_posted
from pmr_xl.forms.posting.open_data import OPEN_DATA, Cell, PostedRow, PostingKnown, posted_rows
from pmr_xl.forms.posting.package import PostedFile, descriptor
from pmr_xl.forms.posting.tidy import CLEAN, clean_rows
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.version import __version__

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

MARK = "datapackage.json"
ALL, TO_POST, LOG, TIDY, MISSING, LAYOUT = (
    "open_data.csv", "open_data_to_post.csv", "change_log.csv", "tidy.csv", "ids_missing.csv", "monthly_layout.csv",
)  # fmt: skip
_OWN = ("indicator_id", "month")  # what a layout may take besides the dataset's columns


class DataMade(NamedTuple):
    """What was made.

    Attributes:
        rows: of the whole dataset; ``against`` what is posted.
        with_id: how many indicators have an id, ``indicators`` of how many.
        missing: those without.
    """

    folder: Path
    rows: int
    against: PostedAgainst
    indicators: int
    with_id: int
    missing: tuple[MissingId, ...]
    state: str


def post_data(
    desk: Desk,
    edition: Edition,
    target: Path,
    agencies: Sequence[str] = (),
    posted: Path | None = None,
    progress: Progress = silent,
) -> DataMade:
    """Make the data of an edition and of all months known, and put their folder in place in one step.

    Args:
        posted: the dataset as it is posted, to compare with; else what the target holds from the last time.

    Raises:
        Fault: the edition prints no chapters or may not be published, the posted table cannot be read, a layout names
            a column that is none, or the folder holds other things, or more agencies than are named, or cannot be
            written.
    """
    if edition.monthly:
        raise Fault(
            f"{edition.title} has no chapters.", "Name the MMR or the PMMR; months are posted beside its years."
        )
    layout = _layout(desk.settings.posting_layout)
    before = list(_posted(posted, target))
    if agencies:
        no_fewer(target, (one["agency"] for one in (_posted(None, target) if posted else before)), agencies)
    with desk.one_state():
        publishing, state = may_be_published(desk, edition, agencies)
    rows: list[PostedRow] = []
    tidy: list[tuple[Cell, ...]] = []
    with desk.one_state(), publishing.one_state():
        library = publishing.library_of(edition)
        chapters = [library.chapter(code) for code in agencies or library.agencies()]
        past, known_ids = months_of(desk, chapters, None), ids_of(desk, chapters)
        targets = targets_of(past, publishing, chapters, edition)
        definitions = defined_for(desk, library, chapters, released=publishing is not desk).by_id
        for done, one in enumerate(press_chapters(publishing, chapters, edition)):
            progress(done, len(chapters), one.printed.agency)
            own = {name: _parts(past.actuals.get(name, {})) for name in (row.id for _, row in one.printed.rows())}
            rows += posted_rows(one.printed, PostingKnown(definitions, own, targets, known_ids))
            tidy += clean_rows(one.printed, _provenance(one), known_ids)
        against = against_posted(rows, before)
        log = [line for one in against.to_post for line in _logged(desk, one)]
        missing = missing_ids(chapters, {name for name, number in known_ids.items() if number is not None})
    indicators = {row.indicator for row in rows}
    with new_folder(target, MARK) as aside:
        files = _files(aside, rows, tidy, against, log, missing, layout)
        made = f"pmr_xl {__version__}"
        title = f"{edition.full_title}: performance indicators"
        told = descriptor(
            f"pmr-{edition.code.lower()}", title, files, made=made, about=f"{state} {texts.as_of(desk.today)}"
        )
        _put(aside / MARK, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        progress(len(chapters), len(chapters), "")
    with_id = len(indicators) - len({one.indicator for one in missing} & indicators)
    return DataMade(target, len(rows), against, len(indicators), with_id, missing, state)


def _parts(figures: Mapping[Period, Figure]) -> Mapping[Period, Figure]:
    return {period: figure for period, figure in figures.items() if period.span is not Span.YEAR}


def _provenance(one: Pressed) -> dict[tuple[str, str], str]:
    return {(each.indicator, each.key): f"{each.sha256[:12]} {each.place}".strip() for each in one.provenance()}


def _posted(posted: Path | None, target: Path) -> Iterator[dict[str, str]]:
    """The rows that are posted, their headings in small letters without underlines, as platforms give them back."""
    place = posted or target / ALL
    if posted is None and not place.is_file():
        return
    from pmr_xl.imports.table_kinds.kinds import MONTHS
    from pmr_xl.imports.table_kinds.reading import read_as

    grid = read_as(place, (MONTHS,), frozenset({"indicator", "valuedate"}))
    headings = [heading.replace("_", "") if heading.replace("_", "") in _FLAT else heading for heading in grid.headings]
    headings = [_FLAT.get(heading, heading) for heading in headings]
    if lost := [one for one in ("valuedate", "acceptedvalueytd") if one not in headings]:
        raise Fault(f"{grid.place} has no column “{lost[0]}”, so it is not the posted dataset.", "Name its download.")
    for _, cells in grid.rows:
        yield dict(zip(headings, cells, strict=True))


_FLAT = {name.replace("_", ""): name for name in OPEN_DATA}


def _logged(desk: Desk, one: PostedDifference) -> Iterator[tuple[Cell, ...]]:
    reason, file = _why(desk, one) if one.figures else ("", "")
    return texts.log_lines(one, reason, file)


def _why(desk: Desk, one: PostedDifference) -> tuple[str, str]:
    """The reason of the last restatement of a figure, and the file that states it last; each empty where none is."""
    if desk.office.built_in:
        return "", ""
    wanted = {Period(one.row.year, span, one.row.month) for span in (Span.MONTH, Span.TO_DATE)} | (
        {Period(one.row.year)} if one.row.month == Period(one.row.year).month else set()
    )
    told = [
        each
        for each in desk.record.history(one.row.indicator, wanted)
        if each.kind is FactKind.ACTUAL and each.in_force
    ]
    reasons = [each.reason for each in told if each.reason]
    last = max(told, key=lambda each: each.at, default=None)
    return reasons[-1] if reasons else "", "" if last is None else last.file


def _layout(wanted: Mapping[str, str]) -> Mapping[str, str]:
    known = {*OPEN_DATA, *_OWN}
    for heading, column in wanted.items():
        if column not in known:
            raise Fault(
                f"settings.yaml: posting_layout: “{heading}” takes “{column}”, which is no column.",
                f"Name one of: {', '.join(sorted(known))}.",
            )
    return wanted


def _laid(rows: Iterable[PostedRow], layout: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    """The monthly rows in the office's own layout."""
    yield tuple(layout)
    for row in rows:
        said: dict[str, Cell] = {**dict(zip(OPEN_DATA, row.cells, strict=True)), "indicator_id": row.indicator}
        said["month"] = str(said["valuedate"])[:7]
        if said["acceptedvalue"] is not None or said["acceptedvalueytd"] is not None:
            yield tuple(said[column] for column in layout.values())


def _files(
    aside: Path,
    rows: Sequence[PostedRow],
    tidy: Sequence[tuple[Cell, ...]],
    against: PostedAgainst,
    log: Sequence[tuple[Cell, ...]],
    missing: Sequence[MissingId],
    layout: Mapping[str, str],
) -> list[PostedFile]:
    to_post = [one.row.cells for one in against.to_post]
    lost = [(one.agency, one.indicator, one.name, None, texts.NO_ID) for one in missing]
    files: list[tuple[PostedFile, Iterable[Sequence[Cell]]]] = [
        (PostedFile(ALL, texts.WHOLE, OPEN_DATA), [one.cells for one in rows]),
        (PostedFile(TO_POST, texts.TO_POST, OPEN_DATA), to_post),
        (PostedFile(LOG, texts.LOG, texts.LOG_COLUMNS), log),
        (PostedFile(TIDY, texts.TIDY, CLEAN, ("row_id",)), tidy),
        (PostedFile(MISSING, texts.WITHOUT_ID, texts.WITHOUT_ID_COLUMNS, ("indicator_id",)), lost),
    ]
    for file, content in files:
        _put(aside / file.path, csv_text([tuple(file.fields), *content]))
    if layout:
        _put(aside / LAYOUT, csv_text(_laid(rows, layout)))
    dictionary = [(file.path, name, one.type, one.meaning) for file, _ in files for name, one in file.fields.items()]
    _put(aside / "dictionary.csv", csv_text([("file", "column", "type", "meaning"), *dictionary]))
    return [file for file, _ in files]


def _put(path: Path, text: str) -> None:
    put_file(path, text.encode(), "Make room, or name another folder.", shown=path.name, lasting=False)
