"""Rows to a pandas frame with documented columns. pandas is imported here, when a frame is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pmr_xl.api.columns import FrameColumn
from pmr_xl.model.measure import Figure

if TYPE_CHECKING:
    from pandas import DataFrame


def frame(columns: Mapping[str, FrameColumn], rows: Iterable[Mapping[str, object]]) -> DataFrame:
    """A frame of exactly these columns, in this order and with these dtypes, however many rows there are.

    Args:
        columns: name → column.
        rows: each a mapping that has every column; a missing one raises KeyError.
    """
    import pandas as pd

    listed = list(rows)
    made: dict[str, Any] = {
        name: pd.Series([row[name] for row in listed], dtype=column.dtype) for name, column in columns.items()
    }
    return pd.DataFrame(made, columns=list(columns))


def number_of(figure: Figure | None) -> float:
    """The figure as a float in its own unit (times in seconds); NaN where it is no number."""
    return float(figure) if isinstance(figure, Decimal) else float("nan")


def status_of(figure: Figure | None) -> str:
    """What a figure is: ``number``, the report's sign for none (``NA``, ``*``, ``↑``, ``↓``), or ``missing``."""
    if figure is None:
        return "missing"
    return "number" if isinstance(figure, Decimal) else figure.value
