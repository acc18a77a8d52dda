"""A figure as it is put into a cell of its measure's number format."""

from __future__ import annotations

from pmr_xl.forms.paper.pages import Content
from pmr_xl.model.measure import Figure, Measure, Sign


def figure_content(measure: Measure, figure: Figure | None) -> Content:
    """A number as a cell stores it, a sign as its text; None for no figure."""
    if figure is None:
        return None
    return figure.value if isinstance(figure, Sign) else measure.to_cell(figure)
