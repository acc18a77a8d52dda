"""Whether an explanation explains: at least two of what, how much and why (convention V9).

Nothing here understands English; it looks for the marks that usable explanations in the published reports bear. What
passes may still be a poor explanation: people read them. What is refused says nothing.
"""

from __future__ import annotations

import re
from functools import cache

from pmr_xl.model.house import House

# A word ending in * stands for all words that begin so.
_HOW_MUCH = """
    doubl* tripl* quadrupl* halv* half twice third* quarter* percent* one two three four five six seven eight
    nine ten dozen* hundred* thousand* million* billion*
"""
_WHY = """
    because due owing result* since after follow* reflect* driven drove caus* led attribut* thanks response
    stem* when until launch* introduc* replac* expan* delay* shortage* vacanc* hired hiring closure* legislation
    law* policy pandemic funding demand* weather storm* staffing backlog*
"""
_WHAT = """
    increas* decreas* rose rise rising fell fall falls falling grew grow* drop* declin* reduc* improv* wors*
    chang* moved moving open* clos* add added adding adds remov* count* report* record* revis* correct* restat*
    redefin* includ* exclud* higher lower fewer more less longer shorter faster slower complet* process* receiv*
    served serving new merg* split
"""
_EMPTY = (
    "ok", "okay", "timing", "changed", "it changed", "its changed", "it has changed", "do not know", "dont know",
    "i dont know", "we dont know", "unknown", "na", "none", "no", "yes", "same", "see above", "see below", "see note",
    "see notes", "as expected", "expected", "normal", "natural", "fluctuation", "fluctuations", "variation",
    "normal fluctuation", "normal variation", "natural variation", "seasonal variation", "seasonal", "no change",
    "no comment", "no explanation", "no reason", "no issues", "tbd", "to be determined", "will update", "will follow",
    "will advise", "verified", "confirmed", "correct", "checked", "accurate", "data is correct", "data are correct",
    "data is accurate", "data was verified", "data verified", "volume", "various reasons", "other", "test",
    "x", "xx", "xxx",
)  # fmt: skip
ENOUGH_WORDS = 4
ENOUGH_ANSWERS = 2
QUESTIONS = ("what changed", "how much", "why")


@cache
def _pattern(words: str) -> re.Pattern[str]:
    stems = "|".join(word.replace("*", r"\w*") for word in words.split())
    return re.compile(rf"\b(?:{stems})\b", re.IGNORECASE)


def answered(text: str) -> tuple[bool, bool, bool]:
    """Whether a text bears a mark of what, how much, why."""
    words = sum(len(word) > 2 for word in re.findall(r"[^\W\d_]+", text))  # noqa: PLR2004 - “is”, “to” say nothing
    what = words >= ENOUGH_WORDS and bool(_pattern(_WHAT).search(text))
    how_much = bool(re.search(r"\d", text) or _pattern(_HOW_MUCH).search(text))
    return what, how_much, words >= ENOUGH_WORDS and bool(_pattern(_WHY).search(text))


def lacking(text: str, house: House) -> str:
    """What an explanation leaves out, in words; empty where it says enough."""
    text = " ".join(text.split())
    bare = re.sub(r"[^\w\s]", "", text).casefold().strip()
    if bare in _EMPTY or not bare:
        return _words(QUESTIONS)
    said = answered(text)
    if len(text) >= house.shortest_explanation and sum(said) >= ENOUGH_ANSWERS:
        return ""
    left = tuple(question for question, there in zip(QUESTIONS, said, strict=True) if not there)
    return _words(left or QUESTIONS)


def _words(questions: tuple[str, ...]) -> str:
    return questions[0] if len(questions) == 1 else f"{', '.join(questions[:-1])} and {questions[-1]}"
