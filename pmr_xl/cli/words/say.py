"""The one way to say something on a terminal: what would steer it, or turn its letters round, is drawn."""

from __future__ import annotations

from typing import Any

import click

from pmr_xl.model.display.signs import safely_shown
from pmr_xl.model.quick.pattern import pattern

_OUR_LOOKS = pattern(r"(\x1b\[(?:0|1|2|3[0-7])m)")  # colours, bold and dim, as click writes them; none that hides


def say(text: object = "", *, nl: bool = True, err: bool = False, color: bool | None = None, **look: Any) -> None:
    """Say a sentence, with click's looks (``fg``, ``bold``). Whatever stands in it, it is only shown.

    Args:
        nl: end the line.
        err: on standard error.
        color: with looks or without; None where the terminal decides.
    """
    parts = _OUR_LOOKS.split(str(text))
    parts[::2] = map(safely_shown, parts[::2])
    shown = "".join(parts)
    click.echo(click.style(shown, **look) if look else shown, nl=nl, err=err, color=color)


def give(text: str) -> None:
    """Give what a program will read (JSON, CSV), sign for sign; signs that steer are written out in it already."""
    click.echo(text, nl=False)
