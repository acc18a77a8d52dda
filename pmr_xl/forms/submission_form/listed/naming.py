"""Which indicator a row of a list is about: by its id, its open-data id, or its name."""

from __future__ import annotations

from difflib import get_close_matches

from pmr_xl.forms.submission_form.search import plain
from pmr_xl.model.entry import Entry
from pmr_xl.model.names import same
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Submission


class NamedEntry(NamedTuple):
    """What a row of a list names.

    Attributes:
        entry: the row of the form; None where it is not one, and ``why`` says so in words.
        elsewhere: it is an indicator of the agency that this form does not ask for.
    """

    entry: Entry | None
    why: str = ""
    elsewhere: bool = False


class EntryNames:
    """The rows of a form by everything that they can be called."""

    def __init__(self, submission: Submission) -> None:
        """Those of a submission; names of which there are several are kept apart."""
        self._by_id: dict[str, Entry] = {}
        self._by_name: dict[str, list[Entry]] = {}
        for entry in submission.entries:
            line = entry.line
            self._by_id[plain(line.id)] = entry
            if line.indicator.open_data_id is not None:
                self._by_id.setdefault(str(line.indicator.open_data_id), entry)
            for name in _names(line):
                self._by_name.setdefault(name, []).append(entry)
        self._elsewhere = [line for line in submission.chapter.every_line if line.id not in submission.by_id]

    def find(self, said_id: str, said_name: str) -> NamedEntry:
        """The row that an id or a name means; an id comes first."""
        found = self._find(said_id, said_name)
        if found.entry is None and (line := self._asked_elsewhere(said_id, said_name)) is not None:
            return NamedEntry(None, f"this form does not ask for {line.id}", elsewhere=True)
        return found

    def _asked_elsewhere(self, said_id: str, said_name: str) -> Line | None:
        """An indicator of the agency that this form, a month's or a part, does not ask for."""
        wanted, called = plain(said_id), same(said_name or said_id)
        return next((line for line in self._elsewhere if plain(line.id) == wanted or called in _names(line)), None)

    def _find(self, said_id: str, said_name: str) -> NamedEntry:
        if said_id:
            entry = self._by_id.get(plain(said_id)) or self._by_id.get(said_id.removesuffix(".0"))
            if entry is not None:
                return NamedEntry(entry)
            if not said_name:
                return self._by_words(said_id, f"no row of this form has the id {said_id}{self._near_id(said_id)}")
        return self._by_words(said_name, f"no row of this form is called so{self._near_name(said_name)}")

    def _by_words(self, said: str, otherwise: str) -> NamedEntry:
        found = self._by_name.get(same(said), [])
        if len(found) == 1:
            return NamedEntry(found[0])
        if found:
            ids = " and ".join(entry.line.id for entry in found)
            return NamedEntry(None, f"{len(found)} rows are called so: name {ids}")
        return NamedEntry(None, otherwise)

    def _near_id(self, said: str) -> str:
        near = get_close_matches(plain(said), self._by_id, 1, 0.8)
        return f"; is {near[0]} meant?" if near else ""

    def _near_name(self, said: str) -> str:
        near = get_close_matches(same(said), self._by_name, 1, 0.8)
        return f"; is “{self._by_name[near[0]][0].indicator.name}” meant?" if near else ""


def _names(line: Line) -> set[str]:
    """What an indicator is called: its name, and of a part also with its whole before it."""
    names = {same(line.indicator.name)}
    if line.parent is not None:
        names.add(same(f"{line.parent.name} {line.indicator.name}"))
    return names
