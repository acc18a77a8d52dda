"""What is said of a change of the schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.cli.words.say import say

if TYPE_CHECKING:
    from pmr_xl.desk.editions.life import LifeChange


def tell_life(done: LifeChange) -> None:
    """What was done, what follows, and which files were written."""
    say(f"✓ {done.done}")
    for told in done.follows:
        say(f"  {told}")
    for path in done.files:
        say(f"  {path}")
