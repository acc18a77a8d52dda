"""Whether an explanation explains: at least two of what, how much and why (convention V9).

Nothing here understands English; it looks for the marks that usable explanations in the published reports bear. What
passes may still be a poor explanation: people read them. What is refused says nothing, or only what fits every figure:
“it changed because it changed” has a because and no reason, “the figure rose” does not say what rose.
"""

from __future__ import annotations

import re
from functools import cache

from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.pattern import pattern

# A word ending in * stands for all words that begin so.
_HOW_MUCH = """
    doubl* tripl* quadrupl* halv* half twice third* quarter* percent* one two three four five six seven eight
    nine ten dozen* hundred* thousand* million* billion*
"""
# What a reason follows, and what one stands beside, before or after it. Alone they promise one and give none.
_BEFORE_A_REASON = "because due owing since after thanks until when"
_BESIDE_A_REASON = "result* follow* reflect* driven drove caus* led attribut* response stem*"
# These are reasons themselves.
_REASONS = """
    launch* introduc* replac* expan* delay* shortage* vacanc* hired hiring closure* legislation law* policy pandemic
    funding demand* weather storm* flood* snow* hurricane* shutdown* outage* strike* contract* settlement* lawsuit*
    renovat* retire* staffing backlog*
"""
_WHAT = """
    increas* decreas* rose rise rising fell fall falls falling grew grow* drop* declin* reduc* improv* wors*
    chang* moved moving open* clos* add added adding adds remov* count* report* record* revis* correct* restat*
    redefin* includ* exclud* higher lower fewer more less longer shorter faster slower complet* process* receiv*
    served serving new merg* split up down paid spent began begun start* stop* end* arriv* left lost gain* cut
"""
# Words that fit every figure: they tell neither what is spoken of nor why.
_ANY_FIGURE = """
    the this that these those its our their they there here which what where and but for with from into over than then
    also only just very more most much many some any all few lot bit due not was were are been being has have had will
    would can could may might did does get got went came come became become when while during between about around per
    via figure* number* value* amount* total* data datum indicator* measure* metric* statistic* thing* stuff item* row
    cell timing time* normal* usual* typical* expect* natural* ordinary regular* reason* factor* circumstance*
    situation* condition* various several other* different* general* overall significant* substantial* slight*
    considerabl* notabl* large* small* big bigger great* high* low* up down higher lower year* month* quarter* period*
    fiscal annual* last previous* prior current* compar* versus against actual* target* report* explanation* explain*
    see above below note* vari* fluctuat* differ* trend* volume* unknown unclear known know fact issue* matter* nature
    course underlying made make done performance growth better worse same before agency agencies department* lorem
    ipsum dolor sit amet test* asdf blah foo bar xxx tbd
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
SAYS_NOTHING = 2  # letters: “is”, “to”
ENOUGH_ANSWERS = 2
QUESTIONS = ("what changed", "how much", "why")


class _Words:
    """Words, and stems of words, as they are looked for in a text; compiling one expression of 300 costs 2 ms."""

    def __init__(self, words: str) -> None:
        listed = words.split()
        self._whole = frozenset(word for word in listed if not word.endswith("*"))
        self._stems = tuple(word[:-1] for word in listed if word.endswith("*"))

    def has(self, word: str) -> bool:
        """Whether a word is one of them, in any case."""
        small = word.lower()
        return small in self._whole or small.startswith(self._stems)

    def first(self, text: str) -> re.Match[str] | None:
        """The first of them in a text."""
        return next((found for found in _A_WORD.finditer(text) if self.has(found[0])), None)


@cache
def _words_in(words: str) -> _Words:
    return _Words(words)


_A_WORD = pattern(r"\w+")
_ABOUT_ANYTHING = f"{_ANY_FIGURE} {_HOW_MUCH} {_WHAT} {_BEFORE_A_REASON} {_BESIDE_A_REASON}"


def _words_of(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > SAYS_NOTHING]


def _tells(text: str) -> bool:
    """Whether a text has a word that would not fit every figure: it names something."""
    return any(not _words_in(_ABOUT_ANYTHING).has(word) for word in _words_of(text))


def _gives_a_reason(text: str) -> bool:
    if _words_in(_REASONS).first(text):
        return True
    if _words_in(_BESIDE_A_REASON).first(text) and _tells(text):
        return True
    begun = _words_in(_BEFORE_A_REASON).first(text)
    return begun is not None and _tells(text[begun.end() :])


def questions_answered(text: str) -> tuple[bool, bool, bool]:
    """Whether a text bears a mark of what, how much, why."""
    enough = len(_words_of(text)) >= ENOUGH_WORDS
    what = enough and bool(_words_in(_WHAT).first(text)) and _tells(text)
    how_much = bool(re.search(r"\d", text) or _words_in(_HOW_MUCH).first(text))
    return what, how_much, enough and _gives_a_reason(text)


def what_is_lacking(text: str, settings: OfficeSettings, *, known_what: bool = False, known_why: bool = False) -> str:
    """What an explanation leaves out, in words; empty where it says enough.

    Args:
        known_what: the text says by its subject what it is about.
        known_why: a reason code beside it says why.
    """
    text = " ".join(text.split())
    bare = re.sub(r"[^\w\s]", "", text).casefold().strip()
    if bare in _EMPTY or not bare:
        return _words(QUESTIONS)
    what, how_much, why = questions_answered(text)
    enough = len(_words_of(text)) >= ENOUGH_WORDS
    said = what or (known_what and enough), how_much, why or (known_why and enough)
    if len(text) >= settings.shortest_explanation and sum(said) >= ENOUGH_ANSWERS:
        return ""
    left = tuple(question for question, there in zip(QUESTIONS, said, strict=True) if not there)
    return _words(left or QUESTIONS)


_A_SENTENCE = pattern(r"(?<=[.;!?])\s+|\n+")
_TARGET = pattern(r"\b(?:targets?|goals?|objectives?|aim(?:s|ed|ing)?|benchmarks?)\b", re.IGNORECASE)
_SET = r"(?:lower|rais|drop|chang|adjust|remov|reduc|increas|revis|reset|rebas|retir|suspend|kept|keep|set|mov|defer)"
# “The target was lowered …”, “we lowered the target …”, “no target is set …”: of the target, not of the figure.
_OF_A_TARGET = pattern(
    rf"\btargets?\b(?:\s+(?:for|of|in)\s+[\w’'-]+(?:\s+\d+)?)?\s+(?:(?:is|was|were|are|has|have|had|will|be|been|being|to|"
    rf"now|not|no longer)\s+)*{_SET}\w*|\b{_SET}\w*\s+(?:the|our|its|this|next|a|new|fiscal|year|year’s|year's|FY\d+|"
    rf"\d+|\s)*targets?\b|\b(?:no|new|next year’s|next year's)\s+targets?\b",
    re.IGNORECASE,
)


def of_figure(text: str) -> str:
    """What a text says of the figure: without the sentences that tell how the target was set."""
    if not _TARGET.search(text):
        return text
    return " ".join(one for one in _A_SENTENCE.split(text) if not _OF_A_TARGET.search(one))


def of_target(text: str) -> str:
    """What a text says of the target: its sentences from the first that speaks of one."""
    sentences = _A_SENTENCE.split(text)
    first = next((place for place, one in enumerate(sentences) if _TARGET.search(one)), len(sentences))
    return " ".join(sentences[first:])


def _words(questions: tuple[str, ...]) -> str:
    return questions[0] if len(questions) == 1 else f"{', '.join(questions[:-1])} and {questions[-1]}"
