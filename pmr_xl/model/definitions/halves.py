"""Numerator and denominator as a definition's own words name them: a draft that somebody still has to agree to."""

from __future__ import annotations

import re

from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

_SENTENCE = pattern(r"(?<=[a-z)”\"])\.\s+(?=[A-Z“\"(])")
_DIVIDED = pattern(r"(?P<above>.{8,}?),?\s+divided by\s+(?P<below>.{4,})", re.IGNORECASE | re.DOTALL)
_SHARE = pattern(
    r"(?:the\s+)?(?:percent|percentage|proportion|share)\s+of\s+"
    r"(?P<below>[^,;()]{4,80}?)\s+(?P<that>that|who|which|whose|where|for which|for whom|with)\s+(?P<rest>.{4,})",
    re.IGNORECASE | re.DOTALL,
)
_BEGINS = pattern(r"(?:the\s+)?(?:(?:percent|percentage|proportion|share)\s+of\s+)?(?:the\s+)?", re.IGNORECASE)


class RatioInWords(NamedTuple):
    """What a definition says is divided by what."""

    numerator: str
    denominator: str


def halves_in(definition: str) -> RatioInWords | None:
    """The numerator and denominator that a definition names; None where it names none that can be told.

    Two ways of saying it are known: “A divided by B”, and “the percentage of B that …”.
    """
    for sentence in _SENTENCE.split(definition):
        plain = sentence.strip().rstrip(".")
        if found := _DIVIDED.fullmatch(plain):
            return RatioInWords(_bare(found["above"]), _bare(found["below"]))
        if found := _SHARE.fullmatch(plain):
            below = _bare(found["below"])
            return RatioInWords(f"{below} {found['that']} {found['rest']}".strip(), below)
    return None


def _bare(words: str) -> str:
    text = " ".join(words.split())
    begins = _BEGINS.match(text)
    return text[begins.end() :] if begins else text
