"""The phrase of a definition that says what is counted: its first sentence, without what stands in brackets."""

from __future__ import annotations

from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.quick.pattern import pattern

_BRACKETS = pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_END = pattern(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bU\.S)(?<!\bvs)[.;](?=\s+[A-Z“\"(]|\s*$)")


def phrases(known: Definition) -> tuple[str, ...]:
    """The phrases that say what is counted: of the text “What is counted”, and of the definition."""
    return tuple(_first(text) for text in (known.counted, known.definition) if text)


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
