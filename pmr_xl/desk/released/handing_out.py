"""The files of a released edition, handed out as they were."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.frozen.office import MANIFEST, OFFICE, last_release, release_of
from pmr_xl.desk.released.earlier_runs import still_standing
from pmr_xl.desk.released.kept_release import KeptRelease, kept_release
from pmr_xl.desk.writing import make_folder
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def released_office(desk: Desk, edition: Edition) -> Path | None:
    """The office that a released edition was made of; None where the edition is not released."""
    from pmr_xl.desk.frozen.office import is_frozen

    if desk.office.built_in or is_frozen(desk.office):
        return None
    released = last_release(desk.record.edition_events(edition))
    return None if released is None else release_of(desk.office, edition, released.revision) / OFFICE


def going_out(desk: Desk, edition: Edition) -> Desk:
    """The desk that an edition's figures go out from: a released edition's own, else this one."""
    frozen = released_office(desk, edition)
    return desk if frozen is None else type(desk)(frozen)


def let_through(desk: Desk, edition: Edition) -> dict[str, str]:
    """Why a released edition was released although something stood in the way, by agency; nothing where none is."""
    kept = kept_release(desk, edition)
    told = [] if kept is None else kept.told.get("let_through", [])
    return {one["agency"]: one["why"] for one in told if one["why"]}


def hand_out(
    kept: KeptRelease, stems: Sequence[str], suffixes: Sequence[str], profile: str, into: Path
) -> list[Path] | None:
    """Copy the released files of chapters, with the manifest; None where not all that is asked for was released.

    Args:
        stems: what the chapters' files are named; every chapter's, where CSV is asked for.
        suffixes: ``.xlsx``, ``.docx``, ``.txt``, ``.csv``.

    Raises:
        Fault: a file is not as it was released; nothing is written then.
    """
    if kept.told["profile"] != profile:
        return None
    names = list(_named(kept.files, stems, suffixes))
    whole = len({*stems}) == sum(name.endswith("_tables.xlsx") for name in kept.files)
    if not {*names} <= {*kept.files} or (".csv" in suffixes and not whole):
        return None
    contents = {name: kept.file(name) for name in (*names, MANIFEST)}
    make_folder(into)
    from pmr_xl.books.writing.writer import place

    manifest = contents.pop(MANIFEST)
    if earlier := still_standing(into / MANIFEST, names):
        manifest = (
            json.dumps({**json.loads(manifest), "earlier": earlier}, ensure_ascii=False, indent=1).encode() + b"\n"
        )
    for name, content in contents.items():
        place(content, into / name)
    place(manifest, into / MANIFEST)
    return [into / name for name in names]


def _named(files: Sequence[str], stems: Sequence[str], suffixes: Sequence[str]) -> Iterator[str]:
    for suffix in suffixes:
        if suffix == ".csv":
            yield from sorted(name for name in files if name.endswith(suffix))
        else:
            yield from (f"{stem}{suffix}" for stem in stems)


class ChangedSince(NamedTuple):
    """A submission that a release has otherwise than the record has it now; ``told``: what became of it, in words."""

    agency: str
    told: str


def changed_since(desk: Desk, edition: Edition) -> tuple[ChangedSince, ...]:
    """Submissions to a released edition that were accepted or withdrawn since, and are so in no revision yet."""
    still = going_out(desk, edition)
    if still is desk:
        return ()
    then = {one.sha256: one for one in still.record.accepted_submissions(edition)}
    now = {one.sha256: one for one in desk.record.accepted_submissions(edition)}
    accepted = [
        ChangedSince(one.agency, f"{one.agency} version {one.version} ({one.at[:10]}, by {one.who})")
        for sha256, one in now.items()
        if sha256 not in then
    ]
    withdrawn = [
        ChangedSince(one.agency, f"{one.agency} version {one.version} is withdrawn")
        for sha256, one in then.items()
        if sha256 not in now
    ]
    return (*accepted, *withdrawn)
