"""Tables that were printed before agencies were merged or called otherwise: whose rows are whose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.shapes import Agency


def merged_into(agency: Agency, code: str) -> bool:
    """Whether a code of a table is that of an agency that was merged into this one."""
    return code in {one.code for one in agency.merged}


def part_of(chapter: Chapter, agency: Agency, code: str, printed: Collection[str]) -> Chapter:
    """The indicators that a table's rows under ``code`` can be: agencies that are one now have rows of equal names.

    Args:
        chapter: of the agency as it is now.
        printed: all codes of the table; where it prints a merged agency by itself, its rows are nobody else's.
    """
    slugs = {one.code: one.slug for one in agency.merged}
    if code in slugs:
        return chapter.only({line.id for line in chapter.lines if line.id.startswith(f"{slugs[code]}-")})
    apart = tuple(f"{slug}-" for known, slug in slugs.items() if known in printed)
    return chapter.only({line.id for line in chapter.lines if not line.id.startswith(apart)}) if apart else chapter


def money_of(chapter: Chapter, agency: Agency, code: str) -> Chapter:
    """The chapter with those resources and units of appropriation alone that a table's rows under ``code`` can be."""
    return money_from(chapter, code if merged_into(agency, code) else "")


def money_from(chapter: Chapter, was: str = "") -> Chapter:
    """The chapter with its own resources and units of appropriation alone, or those of an agency that it took up."""
    return replace(
        chapter,
        resources=tuple(one for one in chapter.resources if one.merged_from == was),
        appropriations=tuple(one for one in chapter.appropriations if one.merged_from == was),
    )


def money_left_out(agency: Agency, code: str) -> str:
    """That resources and units of appropriation of a merged agency ended with it, in words."""
    return f"Resources and units of appropriation of {code} are left out: it is a part of {agency.code} now."
