"""What a chapter says in words about its figures, recomputed: changes, percentages, figures of rows, targets.

Only what can be recomputed is said to be wrong. A sentence whose figures belong to no row that is known is left alone:
words round, leave out and compare in more ways than any list has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmr_xl.mmr.printed import PrintedChapter, PrintedRow, TableKind
from pmr_xl.mmr.proofing.passages import Prose, plain_label
from pmr_xl.mmr.proofing.said_numbers import (
    DOWN,
    NUMBER,
    SHARE,
    UP,
    is_equal,
    read_number,
    read_printed,
    wrong_direction,
    wrong_share,
)
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

_FROM_TO = pattern(rf"\bfrom\s(?P<before>{NUMBER})\s(?:[^.;]{{0,40}}?\s)??to\s(?P<now>{NUMBER})", re.IGNORECASE)
_VERB = pattern(rf"\b(?P<verb>{UP}|{DOWN})\b", re.IGNORECASE)
_TARGET = pattern(rf"\btarget\sof\s(?P<target>{NUMBER})", re.IGNORECASE)
_ENDS = pattern(r"(?<=[.!?])\s+(?=[A-Z“])")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at average by during for from fiscal had has have in is its number of on or per percent s "
        "than that the this to total was were which while with year years fy city new york agency department",
    )
)
_FEWEST, _MOST_OF = 2, 0.6  # content words of a label, and their share, that must stand in the sentence


class Claim(NamedTuple):
    """A sentence whose figures do not go together, or not with the tables.

    Attributes:
        said: the sentence.
        fault: what is wrong, in words; ``right`` what it should be.
        indicator: id of the row that it speaks of; empty where its own figures alone say so.
    """

    place: str
    said: str
    fault: str
    right: str
    indicator: str = ""


class _Known(NamedTuple):
    row: PrintedRow
    words: frozenset[str]
    before: str
    now: str
    target: str


def sentences(prose: Sequence[Prose]) -> Iterator[tuple[str, str]]:
    """Every sentence of paragraphs, with the place of its paragraph."""
    for one in prose:
        for text in _ENDS.split(" ".join(one.text.split())):
            if text:
                yield one.place, text


def proof_sentences(chapter: PrintedChapter, prose: Sequence[Prose]) -> tuple[int, list[Claim]]:
    """Recompute what sentences say: how many said something that could be recomputed, and those that are wrong."""
    known = list(_rows(chapter))
    looked, wrong = 0, []
    for place, text in sentences(prose):
        told = list(_of_sentence(place, text, known))
        looked += bool(told)
        wrong += [one for one in told if one.fault]
    return looked, wrong


def _rows(chapter: PrintedChapter) -> Iterator[_Known]:
    edition = chapter.edition
    for table, row in chapter.rows(TableKind.INDICATORS):
        label = plain_label(row.name)
        cells = {head.key: cell.display for head, cell in zip(table.heads, row.cells, strict=True)}
        years = [key for key in cells if key.startswith("actual:") and Period.parse(key[7:]).span is Span.YEAR]
        last = f"actual:{edition.submitted_period.code}", f"actual:{edition.last_year.code}"
        now, before = last if last[0] in cells else (years[-1], years[-2])
        target = cells.get(f"target:{edition.target_years[0].code}", "")
        yield _Known(row, _content(label), cells.get(before, ""), cells.get(now, ""), target)


def _of_sentence(place: str, text: str, known: Sequence[_Known]) -> Iterator[Claim]:
    row = _spoken_of(text, known)
    name = row.row.id if row is not None else ""
    spans, shares = list(_FROM_TO.finditer(text)), list(SHARE.finditer(text))
    for span in spans:
        before, now = read_number(span["before"]), read_number(span["now"])
        # Of several verbs the last before the figures is theirs: “calls fell, while complaints rose from … to …”.
        verb = max(_VERB.finditer(text, 0, span.start()), key=re.Match.start, default=None)
        if verb is not None:
            yield _claim(place, text, wrong_direction(verb["verb"], before, now), name)
            for share in (one for one in shares if one.start() == verb.start()):
                yield _claim(place, text, wrong_share(share, before, now), name)
        if row is not None and len(spans) == 1:
            yield _claim(place, text, _in_table(row, span["before"], span["now"]), name)
    if not spans and len(shares) == 1 and row is not None:
        printed = [read_printed(row.before), read_printed(row.now)]
        if printed[0] is not None and printed[1] is not None:
            verb_said = shares[0]["verb"]
            fault = wrong_direction(verb_said, printed[0], printed[1]) or wrong_share(shares[0], printed[0], printed[1])
            yield _claim(place, text, fault, name)
    target = _TARGET.search(text)
    if target is not None and row is not None:
        yield _claim(place, text, _of_target(row, target["target"]), name)


def _of_target(row: _Known, said: str) -> tuple[str, str] | None:
    aim = read_printed(row.target)
    if aim is None or is_equal(read_number(said), aim, row.target):
        return None
    return f"the target is said to be {said}", f"the table has {row.target}"


def _claim(place: str, text: str, fault: tuple[str, str] | None, indicator: str) -> Claim:
    return Claim(place, text, *(fault or ("", "")), indicator)


def _spoken_of(text: str, known: Sequence[_Known]) -> _Known | None:
    """The row that a sentence names with most of its words; None where none is, or two are named as well."""
    words = _content(plain_label(text))
    shared = [(len(one.words & words), len(one.words), at) for at, one in enumerate(known) if one.words]
    ranked = sorted(((count, count / of, at) for count, of, at in shared), reverse=True)
    best = [(count, part, at) for count, part, at in ranked if count >= _FEWEST and part >= _MOST_OF]
    if not best or (len(best) > 1 and best[0][:2] == best[1][:2]):
        return None
    return known[best[0][2]]


def _content(label: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in label.split() if word not in _SMALL and not word.isdigit())


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004 - “is”


def _in_table(row: _Known, before: str, now: str) -> tuple[str, str] | None:
    """One of two figures is the table's, so that its row is meant, and the other is not."""
    printed = (read_printed(row.before), read_printed(row.now))
    if printed[0] is None or printed[1] is None:
        return None
    said = (read_number(before), read_number(now))
    pairs = zip(said, printed, (row.before, row.now), strict=True)
    same = [other is not None and is_equal(one, other, text) for one, other, text in pairs]
    if same == [True, False]:
        return f"to {now}", f"the table has {row.now}"
    if same == [False, True]:
        return f"from {before}", f"the table has {row.before}"
    return None
