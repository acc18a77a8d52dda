"""A desk in an office: its schemas, its record and its settings, each loaded when first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from pmr_xl.analysis.lookback import parts_looked_at
from pmr_xl.desk.safekeeping.whole import found_whole, must_be_whole, signs_of_record
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.office import Library
from pmr_xl.record import Forwarded, Record, whoami

if TYPE_CHECKING:
    from pmr_xl.desk.frozen.office import EditionLibraries
    from pmr_xl.imports.shipped import Shipped
    from pmr_xl.model.breakdowns.figures import PastByMember
    from pmr_xl.model.submission import Submission
    from pmr_xl.record import Stated

Kept = TypeVar("Kept", bound=Record)
Progress: TypeAlias = Callable[[int, int, str], None]


def silent(done: int, total: int, what: str) -> None:
    """A progress report nobody looks at."""


class Desk:
    """Where a request is made.

    Args:
        office: the office folder; None for the one that is found (PMR_OFFICE, the folder one stands in, the built-in).
    """

    def __init__(self, office: Path | None = None) -> None:
        self.library = Library(office)
        self.office = self.library.office
        self.kept: dict[Any, Any] = {}  # what was worked out once and holds as long as this desk

    @property
    def folder(self) -> Path:
        """The office folder."""
        return self.office.folder

    @property
    def settings(self) -> OfficeSettings:
        """The office's thresholds."""
        return self.library.settings

    def library_of(self, edition: Edition) -> Library:
        """The schemas an edition goes by: those it was released with, or closed with when a later one was opened.

        Today's for the edition that is being collected, and where the office never said so.
        """
        return self.library if self.office.built_in else self._libraries.of(edition, lambda: self.record)

    @cached_property
    def _libraries(self) -> EditionLibraries:
        from pmr_xl.desk.frozen.office import EditionLibraries

        return EditionLibraries(self.library)

    def edition(self, code: str) -> Edition:
        """An edition by its code, with its report as the schemas it goes by have it.

        Raises:
            ValueError: it is no code of an edition.
            Fault: there is no such report.
        """
        return self.with_its_report(Edition.parse(code))

    def with_its_report(self, edition: Edition) -> Edition:
        """An edition with its report as the schemas it goes by have it; raises Fault where there is none such."""
        return self.library_of(edition).with_its_report(edition)

    def keep_schemas(self, agencies: Iterable[str]) -> None:
        """Keep agencies' schemas as they are today, so that what is made with them can be read by them for ever.

        Where the office's folder cannot be written nothing is kept; what was asked for goes on.
        """
        with suppress(Fault):
            for agency in agencies:
                self.library.keep_schema(agency)

    @property
    def today(self) -> date:
        """The day on which waivers are asked whether they still hold."""
        return date.today()  # noqa: DTZ011 - the day of the person who sits there

    @cached_property
    def record(self) -> Record:
        """The office's own record.

        Raises:
            Fault: the built-in office, which keeps none; the record is damaged; it is missing and had been there.
        """
        self.office.must_be_own("Without an office of your own there is no record.")
        listed = self.library.agencies().values()
        first = {one.code: one.kept_as for one in listed if one.formerly}
        today = {code: one.code for one in listed for code in (*one.formerly, *(gone.code for gone in one.merged))}
        if not today:
            return self._record_of(Record)
        from pmr_xl.record.agencies.renamed import RenamedRecord

        libraries = self._libraries  # a record knows no desk: who is done with a desk is done with its record too

        def codes(record: Record, edition: Edition) -> dict[str, str]:
            library = libraries.of(edition, lambda: record)
            return {code: found.code for code in first.values() if (found := library.find_agency(code)) is not None}

        return self._record_of(RenamedRecord).know(first, codes, today)

    def _record_of(self, kind: type[Kept]) -> Kept:
        office = self.office
        if self.settings.record:
            return kind.kept_by(self.settings.record, had=lambda: signs_of_record(office))
        must_be_whole(office)
        return kind(office.record, changed=lambda: found_whole(office))

    def close(self) -> None:
        """Let go of the record's server, where one keeps it; whoever asks this desk again is connected anew."""
        record = self.__dict__.get("record")  # nothing is open where nobody has asked
        if isinstance(record, Record):
            record.close()

    def one_state(self) -> AbstractContextManager[None]:
        """Answer all that is asked of the record meanwhile from one state of it, opened once.

        The built-in office keeps none, so nothing is held there. Raises Fault as :attr:`record`.
        """
        return nullcontext() if self.office.built_in else self.record.one_state()

    def opened_once(self) -> AbstractContextManager[None]:
        """The same for a whole command, from its first question on: one that asks nothing opens nothing.

        For who only reads, or changes the record by :attr:`record` alone. Raises Fault as :attr:`record`.
        """
        return nullcontext() if self.office.built_in else self.record.opened_once()

    @property
    def me(self) -> str:
        """Who sits there, as the record notes it."""
        return whoami() if self.office.built_in else self.record.user

    @property
    def new_format(self) -> Forwarded | None:
        """That something was written, and has brought the record to this program's format."""
        record = self.__dict__.get("record")  # looked for only where something has asked for it
        return record.new_format if isinstance(record, Record) else None

    def past(
        self, chapters: Iterable[Chapter], until: Edition | None = None, parts: Iterable[Period] | None = None
    ) -> Past:
        """Everything published of these chapters: indicators, resource rows, units of appropriation.

        The built-in office knows the figures that come with the program. ``until`` leaves out what later editions
        state; ``parts``: which months and years to date, None for all.
        """
        chapters = tuple(chapters)
        return self._in_force(chapters)(_ids(chapters), until, parts=parts)

    def published_before(self, chapters: Iterable[Chapter], edition: Edition, *, own: bool = False) -> Past:
        """What an edition's forms show of these chapters: what was published until then, whatever was restated later.

        What its ``own`` submissions state is not published yet: a second version is judged by what the first was; its
        tables are made of it. A figure that only later editions state is taken from the first of them: a record that
        begins with a later report still fills an earlier form. Months of long ago, beside which nobody looks at one of
        the edition's figures, are left out.
        """
        chapters = tuple(chapters)
        looked_at = parts_looked_at(edition)
        return self._in_force(chapters)(_ids(chapters), edition, beyond=True, own=own, parts=looked_at)

    def known_by_member(
        self, chapter: Chapter, ids: Iterable[str], edition: Edition, periods: Iterable[Period]
    ) -> PastByMember:
        """What was published until an edition of these indicators by place or group, of these periods."""
        return self._memory((chapter,)).past_by_member(ids, edition, own=False, periods=periods)

    def figures_that_count(self, submission: Submission) -> Past:
        """The figures that count beside a submission's own: as its tables will print them, once it is accepted (V14).

        What it restates itself comes first, then what the record has restated, then what was published.
        """
        from pmr_xl.analysis.counting import as_printed

        chapter, edition = submission.chapter, submission.edition
        built_in = self.office.built_in
        return as_printed(
            self.published_before([chapter], edition) if built_in else self.restated_past(chapter, edition), submission
        )

    def restated_past(self, chapter: Chapter, edition: Edition) -> Past:
        """What the edition's forms show, and where the record has restated it, by whom and why."""
        from pmr_xl.analysis.counting import with_accepted

        with self.record.one_state():
            past, ids = self.published_before([chapter], edition), _ids([chapter])
            taken = self.record.accepted_submissions(edition, chapter.agency)
            accepted = self.published_before([chapter], edition, own=True) if taken else past
            return with_accepted(past, accepted, self.record.restated_since(ids, edition), edition)

    def statements(self, chapters: Iterable[Chapter], lines: Iterable[Line]) -> Iterator[tuple[Line, Stated]]:
        """Every figure ever stated for indicators of these chapters, with its source, indicator by indicator."""
        memory = self._memory(tuple(chapters))
        with memory.one_state():
            for line in lines:
                yield from ((line, one) for one in memory.history(line.id))

    def _in_force(self, chapters: Sequence[Chapter]) -> Callable[..., Past]:
        """What answers :meth:`Record.past` of these chapters."""
        return partial(self._shipped.past, chapters) if self.office.built_in else self.record.past

    def _memory(self, chapters: Sequence[Chapter]) -> Record:
        return self._shipped.record(chapters) if self.office.built_in else self.record

    def said_before(self, chapter: Chapter, edition: Edition) -> dict[str, tuple[Edition, str]]:
        """What the agency explained in the two reports before, the later of them first, by indicator."""
        if self.office.built_in:
            return {}
        said: dict[str, tuple[Edition, str]] = {}
        moved = sorted({code for line in chapter.lines if (code := line.indicator.moved_from)})
        agencies = dict.fromkeys((*moved, *chapter.known_as, chapter.agency))
        for earlier, agency in ((one, code) for one in edition.before for code in agencies):
            told = self.record.explanations(earlier, agency)
            said |= {name: (earlier, one.text) for name, one in told.items() if one.text}
        return said

    @cached_property
    def _shipped(self) -> Shipped:
        from pmr_xl.imports.shipped import Shipped

        return Shipped(self.library)


def _ids(chapters: Sequence[Chapter]) -> list[str]:
    """Of their indicators, the same indicators elsewhere, their resource rows and units of appropriation."""
    return [
        *(line.id for chapter in chapters for line in chapter.lines),
        *(line.indicator.same_as for chapter in chapters for line in chapter.lines if line.indicator.same_as),
        *(one.id for chapter in chapters for one in chapter.resources),
        *(one.id for chapter in chapters for one in chapter.appropriations),
    ]
