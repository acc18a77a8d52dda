"""Whether a later version says what its agency said by word of mouth."""

from __future__ import annotations

from pmr_xl.model.corrected import Corrected
from pmr_xl.model.entry import Entered


def confirms(now: Entered, corrected: Corrected) -> bool:
    """Whether a cell says what was said: the same figure as it is printed, or the same words."""
    if corrected.figure is not None:
        return now.figure is not None and (now.figure == corrected.figure or now.as_printed == corrected.text)
    return now.text == corrected.text
