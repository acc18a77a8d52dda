"""The record of an office in which agencies got other codes: it keeps each under the first it had, for ever.

Nothing that stood is rewritten. Who asks, asks by today's code, or by the one that an edition's own schemas have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from pmr_xl.model.fact import Fact
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.record.corrections import Correction
from pmr_xl.record.extensions import Extension
from pmr_xl.record.findings import KeptFinding
from pmr_xl.record.memory import NO_TARGETS, Record
from pmr_xl.record.tables import Acceptance, Accepted, Decision, Explained, LeftOpen, Source, StepTaken, Withdrawn

if TYPE_CHECKING:
    from pmr_xl.model.commitments.commitment import Commitment, Followed
    from pmr_xl.record.commitments.lines import Steps

Codes = Callable[[Record, Edition], Mapping[str, str]]
Named = TypeVar("Named", Accepted, Decision, Extension, Correction, StepTaken)


class RenamedRecord(Record):
    """A record that is asked by other codes than it keeps.

    Attributes:
        first: the first code of each agency that has another one now.
        codes: those that an edition's schemas have, by the first; told by the record and the edition.
        today: whose each code of before is today, also of agencies that were merged.
    """

    first: Mapping[str, str]
    codes: Codes
    today: Mapping[str, str]

    def know(self, first: Mapping[str, str], codes: Codes, today: Mapping[str, str]) -> RenamedRecord:
        """Say what agencies are called; gives the record itself."""
        self.first, self.codes, self.today = dict(first), codes, dict(today)
        return self

    def _kept(self, agency: str) -> str:
        return self.first.get(agency, agency)

    def _told(self, found: list[Named], edition: Edition, asked: str | None = None) -> list[Named]:
        codes = self.codes(self, edition)
        return [one._replace(agency=asked or codes.get(one.agency, one.agency)) for one in found]

    def accepted_submissions(self, edition: Edition, agency: str | None = None) -> list[Accepted]:
        """As the record has it."""
        found = super().accepted_submissions(edition, agency and self._kept(agency))
        return self._told(found, edition, agency)

    def left_open(self, edition: Edition, agency: str) -> list[LeftOpen]:
        """As the record has it."""
        return super().left_open(edition, self._kept(agency))

    def explanations(self, edition: Edition, agency: str) -> dict[str, Explained]:
        """As the record has it."""
        return super().explanations(edition, self._kept(agency))

    def decisions_taken(self, edition: Edition, agency: str) -> list[Decision]:
        """As the record has it."""
        return self._told(super().decisions_taken(edition, self._kept(agency)), edition, agency)

    def steps_taken(self, edition: Edition) -> list[StepTaken]:
        """As the record has it."""
        return self._told(super().steps_taken(edition), edition)

    def extensions(self, edition: Edition, agency: str | None = None) -> list[Extension]:
        """As the record has it."""
        return self._told(super().extensions(edition, agency and self._kept(agency)), edition, agency)

    def corrections(self, edition: Edition, agency: str) -> list[Correction]:
        """As the record has it."""
        return self._told(super().corrections(edition, self._kept(agency)), edition, agency)

    def commitments(self) -> list[Followed]:
        """As the record has it: each is that of the agency that answers for it today."""
        return self._followed(super().commitments())

    def _followed(self, found: Sequence[Followed]) -> list[Followed]:
        called = self.today

        def told(one: Commitment) -> Commitment:
            partners = ", ".join(called.get(code, code) for code in one.partners.split(", "))
            return one._replace(agency=called.get(one.agency, one.agency), partners=partners)

        return [one._replace(steps=tuple(map(told, one.steps))) for one in found]

    def kept_findings(self, agencies: Iterable[str] = (), edition: str = "", rule: str = "") -> list[KeptFinding]:
        """As the record has it, of both codes: a table says the one that it was printed with."""
        asked = list(agencies)
        return super().kept_findings([*asked, *(self.first[one] for one in asked if one in self.first)], edition, rule)

    def accept(self, acceptance: Acceptance, agreed: Steps[Accepted] | None = None, **said: str) -> Accepted:
        """As the record does it."""
        called = acceptance.agency
        told = None if agreed is None else lambda known, one: agreed(self._followed(known), one._replace(agency=called))
        taken = super().accept(acceptance._replace(agency=self._kept(called)), told, **said)
        return taken._replace(agency=called)

    def withdraw(
        self,
        edition: Edition,
        agency: str,
        why: str,
        indicators: Mapping[str, Indicator],
        agreed: Steps[Withdrawn] | None = None,
        **said: str,
    ) -> Withdrawn:
        """As the record does it."""

        def called(gone: Withdrawn) -> Withdrawn:
            before = None if gone.before is None else gone.before._replace(agency=agency)
            return gone._replace(acceptance=gone.acceptance._replace(agency=agency), before=before)

        told = None if agreed is None else lambda known, gone: agreed(self._followed(known), called(gone))
        return called(super().withdraw(edition, self._kept(agency), why, indicators, told, **said))

    def decide(self, decisions: Sequence[Decision]) -> int:
        """As the record does it."""
        return super().decide([one._replace(agency=self._kept(one.agency)) for one in decisions])

    def store_decisions(
        self,
        edition: Edition,
        agency: str,
        weigh: Callable[[Sequence[Decision]], Sequence[Decision]],
        new_targets: Mapping[str, Fact] = NO_TARGETS,
        sheet: Source | None = None,
        agreed: Steps[Sequence[Decision]] | None = None,
    ) -> int:
        """As the record does it; ``weigh`` sees and gives decisions under the code that is asked for."""
        kept = self._kept(agency)

        def by_code(taken: Sequence[Decision]) -> list[Decision]:
            return [one._replace(agency=kept) for one in weigh(named(taken))]

        def named(taken: Sequence[Decision]) -> list[Decision]:
            return [one._replace(agency=agency) for one in taken]

        told = None if agreed is None else lambda known, taken: agreed(self._followed(known), named(taken))
        return super().store_decisions(edition, kept, by_code, new_targets, sheet, told)

    def extend(self, extension: Extension) -> None:
        """As the record does it."""
        super().extend(extension._replace(agency=self._kept(extension.agency)))

    def correct(self, correction: Correction) -> Correction:
        """As the record does it."""
        noted = super().correct(correction._replace(agency=self._kept(correction.agency)))
        return noted._replace(agency=correction.agency)
