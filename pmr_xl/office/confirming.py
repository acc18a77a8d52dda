"""A guess in the text of a schema becomes the aggregation; every other character stays."""

from __future__ import annotations

import re

from pmr_xl.model.fault import Fault
from pmr_xl.model.indicator import Aggregation


def confirmed(text: str, owner: str, how: Aggregation, shown: str) -> str:
    """The text with ``aggregation`` for one id: where its ``guessed`` stood, else below its name.

    Raises:
        Fault: the indicator is not written line by line, or says its aggregation already.
    """
    begun = re.search(rf"^ *(?:- )?id: [\"']?{re.escape(owner)}[\"']? *(?:#.*)?\r?\n", text, re.MULTILINE)
    ends = None if begun is None else re.search(r"^ *(?:- )?(?:id|parts):", text[begun.end() :], re.MULTILINE)
    start = 0 if begun is None else begun.end()
    stop = start + ends.start() if ends else len(text)
    block = text[start:stop]
    name = re.search(r"^(?P<pad> *)name: .*?(?P<end>\r?\n)", block, re.MULTILINE)
    if begun is None or name is None or re.search(r"^ *aggregation:", block, re.MULTILINE):
        raise Fault(
            f"{shown}: “{owner}” is not written line by line, or says its aggregation already.",
            f"Write “aggregation: {how.value}” by hand.",
        )
    line = f"{name['pad']}aggregation: {how.value}"
    if re.search(r"^ *guessed:", block, re.MULTILINE):
        block = re.sub(r"^ *guessed: *\S+", line, block, count=1, flags=re.MULTILINE)
    else:
        block = f"{block[: name.end()]}{line}{name['end']}{block[name.end() :]}"
    return text[:start] + block + text[stop:]
