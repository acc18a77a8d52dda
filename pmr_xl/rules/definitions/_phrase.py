"""The phrase of a definition that says what is counted: its first sentence, without what stands in brackets."""

from __future__ import annotations

from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.names import same
from pmr_xl.model.quick.pattern import pattern

_TO_COME = frozenset(
    {"tbd", "to be determined", "to be defined", "to come", "to follow", "n a", "na", "none", "see above", "see name"}
    | {"self explanatory", "same as name", "same as above", "pending", "unknown", "x", "xx", "xxx", "test"}
)
_BRACKETS = pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_END = pattern(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bU\.S)(?<!\bvs)[.;](?=\s+[A-Z“\"(]|\s*$)")


def phrases(known: Definition) -> tuple[str, ...]:
    """The phrases that say what is counted: of the text “What is counted”, and of the definition."""
    return tuple(_first(text) for text in (known.counted, known.definition) if text)


def says_nothing(text: str, name: str) -> bool:
    """Whether a definition says no more than the indicator's name, or only that it is to come."""
    return same(text) in {"", same(name), *_TO_COME}


def without_brackets(text: str) -> str:
    """A text without what stands in brackets: examples and asides define nothing."""
    before = ""
    while before != text:
        before, text = text, _BRACKETS.sub(" ", text)
    return text


def _first(text: str) -> str:
    plain = without_brackets(text).strip()
    end = _END.search(plain)
    return plain[: end.start()] if end else plain
