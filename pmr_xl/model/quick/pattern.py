"""Regular expressions that are compiled when somebody first looks for something with them.

A command loads every rule and every reader, and needs few of their expressions; compiling them all costs a person who
waits for one command as much as judging their file does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr, cast


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, for a module to hold: it is compiled at its first use.

    ``re``'s own functions take it only as ``one.search(text)``, never as ``re.search(one, text)``. What is wrong in it
    shows at that use: a test compiles them all.
    """
    return cast("re.Pattern[AnyStr]", Pattern(text, flags))


class Pattern:
    """An expression that may not be compiled yet. What is asked of it once stands by it from then on."""

    if not TYPE_CHECKING:  # else everything would be an attribute of it

        def __getattr__(self, name: str) -> Any:
            """Asked only for what does not stand here yet."""
            self.__dict__[name] = found = getattr(re.compile(*self._as_written), name)
            return found

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._as_written = text, flags
