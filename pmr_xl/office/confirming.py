"""A guess in the text of a schema becomes what it guesses, or is written down as a guess; all else stays as it is."""

from __future__ import annotations

import re

from pmr_xl.model.fault import Fault

GUESSED = {"aggregation": "guessed", "frequency": "guessed_frequency"}  # what an indicator says, and the guess of it
# What the importer writes before a guess, in its order.
_BEFORE = r"name|unit|decimals|desired_direction|critical|equity|aggregation|guessed|frequency"


def with_confirmed(text: str, owner: str, key: str, value: str, shown: str) -> str:
    """The text with ``key`` (``aggregation``, ``frequency``) for one id: where the guess stood, else below its name.

    Raises:
        Fault: the indicator is not written line by line, or says it already.
    """
    start, stop = _block(text, owner, key, value, shown)
    block = text[start:stop]
    if re.search(rf"^ *{GUESSED[key]}:", block, re.MULTILINE):
        block = re.sub(rf"^( *){GUESSED[key]}: *\S+", rf"\g<1>{key}: {value}", block, count=1, flags=re.MULTILINE)
        return text[:start] + block + text[stop:]
    return _with_line(text, start, stop, "name", f"{key}: {value}")


def with_guess(text: str, owner: str, key: str, value: str, shown: str) -> str:
    """The text with a guess of ``key`` for one id, at the place where the importer writes it.

    Raises:
        Fault: as :func:`with_confirmed`.
    """
    start, stop = _block(text, owner, key, value, shown)
    return _with_line(text, start, stop, _BEFORE, f"{GUESSED[key]}: {value}")


def _with_line(text: str, start: int, stop: int, before: str, line: str) -> str:
    """The text with a line put behind the last of the lines ``before`` of the indicator's block."""
    *_, last = re.finditer(rf"^(?P<pad> *)(?:{before}): .*?(?P<end>\r?\n|\Z)", text[start:stop], re.MULTILINE)
    at, end = start + last.end(), last["end"] or "\n"
    glue = "" if last["end"] else "\n"
    return f"{text[:at]}{glue}{last['pad']}{line}{end}{text[at:]}"


def _block(text: str, owner: str, key: str, value: str, shown: str) -> tuple[int, int]:
    """Where the lines of one indicator begin and end, behind its id.

    Raises Fault where it is not written line by line, or says ``key`` already.
    """
    begun = re.search(rf"^ *(?:- )?id: [\"']?{re.escape(owner)}[\"']? *(?:#.*)?\r?\n", text, re.MULTILINE)
    ends = None if begun is None else re.search(r"^ *(?:- )?(?:id|parts):", text[begun.end() :], re.MULTILINE)
    start = 0 if begun is None else begun.end()
    stop = start + ends.start() if ends else len(text)
    block = text[start:stop]
    name = re.search(r"^ *name: .*", block, re.MULTILINE)
    if begun is None or name is None or re.search(rf"^ *{key}:", block, re.MULTILINE):
        raise Fault(
            f"{shown}: “{owner}” is not written line by line, or says its {key} already.",
            f"Write “{key}: {value}” by hand.",
        )
    return start, stop
