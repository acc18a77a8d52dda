"""The group of commands about the reliability of figures."""

from __future__ import annotations

import click


@click.group()
def reliability() -> None:
    """Whether anybody looked at a figure: samples to recompute, classes, coverage, the statement."""
