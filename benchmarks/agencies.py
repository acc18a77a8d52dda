"""An office of many agencies: every agency of the report with ten schemas, ten histories and ten filled forms.

Made out of an office of 45 agencies with its record and its inbox: the schemas of the others are the same under codes,
slugs and ids of their own (``BA``, ``ba-…``; no id grows longer by that), their figures the same. Pairs of indicators
that two agencies report, and the ids of open data, are left out of them: both are of one agency alone.
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from string import ascii_lowercase, digits

TIMES = 10
_OF_ONE_ALONE = re.compile(r"^ *(?:same_as|open_data_id): .*\n", re.MULTILINE)
_WHOLE: list = []  # the published table, read once


def multiplied(office: Path, times: int = TIMES) -> None:
    """Give an office ``times`` as many agencies: schemas, figures in the record, forms in the inbox."""
    from pmr_xl.desk.desk import Desk

    slugs = {one.code: one.slug for one in Desk(office).library.agencies().values()}
    free = (
        made for made in map("".join, product(ascii_lowercase, ascii_lowercase + digits)) if made not in slugs.values()
    )
    others = [(code, next(free)) for _ in range(1, times) for code in slugs]
    _write_schemas(office, slugs, others)
    _state_figures(office, slugs, others)
    desk = Desk(office)
    for code, slug in others:
        fill(desk, slug.upper(), [_renamed(fact, slugs[code], slug) for fact in reported(desk, code)])


def _write_schemas(office: Path, slugs: dict[str, str], others: list[tuple[str, str]]) -> None:
    schemas = office / "schemas"
    roll = (schemas / "agencies.yaml").read_text(encoding="utf-8")
    for code, slug in others:
        text = _OF_ONE_ALONE.sub("", (schemas / "indicators" / f"{slugs[code]}.yaml").read_text(encoding="utf-8"))
        text = re.sub(rf"(?<![\w-]){re.escape(slugs[code])}-", f"{slug}-", text)
        text = re.sub(r"(?m)^agency: .*$", f"agency: {slug.upper()}", text)
        (schemas / "indicators" / f"{slug}.yaml").write_text(text, encoding="utf-8")
        roll += f"  - code: {slug.upper()}\n    name: Another agency {slug.upper()}, as {code}\n    slug: {slug}\n"
    (schemas / "agencies.yaml").write_text(roll, encoding="utf-8")


def _state_figures(office: Path, slugs: dict[str, str], others: list[tuple[str, str]]) -> None:
    """Every figure of the record again under the ids of the others, as the same tables stated it."""
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fact import Fact
    from pmr_xl.record import Source

    record = Desk(office).record
    longest_first = sorted(slugs.values(), key=len, reverse=True)
    stated: dict[Source, dict[str, list[Fact]]] = {}
    for name in sorted(record.indicator_ids()):
        owner = next((slug for slug in longest_first if name.startswith(f"{slug}-")), "")
        for one in record.history(name):
            of_table = stated.setdefault(Source(one.file, one.sha256, one.edition), {})
            fact = Fact(one.indicator, one.period, one.kind, one.figure, one.printed)
            of_table.setdefault(owner, []).append(fact)
    for source, by_owner in stated.items():
        facts = [_renamed(fact, slugs[code], slug) for code, slug in others for fact in by_owner.get(slugs[code], ())]
        sha256 = f"{'f' if source.sha256[0] != 'f' else 'e'}{source.sha256[1:]}"
        record.publish(facts, source._replace(file=f"others-{source.file}", sha256=sha256))


def _renamed(fact, before: str, now: str):  # noqa: ANN001, ANN202 - a fact of the program that is measured
    from dataclasses import replace

    return replace(fact, indicator=f"{now}{fact.indicator.removeprefix(before)}")


def reported(desk, code: str) -> list:  # noqa: ANN001 - a desk of the program that is measured
    """The figures that the report of fiscal 2026 printed of an agency, by the ids of its schema."""
    from dataclasses import replace

    from pmr_xl.imports.facts import reported_facts
    from pmr_xl.imports.published import read_table
    from pmr_xl.office import built_in_office

    if not _WHOLE:
        _WHOLE.append(read_table(built_in_office() / "schemas" / "published" / "mmr_fy2026_indicators.csv"))
    lines = _WHOLE[0].agencies().get(code, ())
    return list(reported_facts(desk.library, replace(_WHOLE[0], rows=lines), 2026))


def fill(desk, code: str, facts) -> None:  # noqa: ANN001 - as above
    """An agency's form with what the report printed of it, certified, in the office's inbox."""
    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.blank import file_name
    from pmr_xl.forms import submission_form
    from pmr_xl.model.entry import Ask
    from pmr_xl.model.fiscal import Edition, Report
    from pmr_xl.model.measure import Sign

    edition, chapter = Edition(Report.MMR, 2026), desk.library.chapter(code)
    reason = {Ask.REASON: "Lagged"}
    typed = {
        fact.indicator: {Ask.ACTUAL: fact.figure, **(reason if fact.figure is Sign.NOT_AVAILABLE else {})}
        for fact in facts
    }
    paper = submission_form.lay(
        chapter,
        edition,
        desk.published_before([chapter], edition),
        desk.settings,
        schema_hash=desk.library.schema_hash(code),
    )
    filled = submission_form.certify(
        submission_form.fill(paper, chapter, edition, typed), name="A. B.", title="Director", date=46_000.0
    )
    write(filled, desk.office.inbox / file_name(desk.library.slug(code), edition))
