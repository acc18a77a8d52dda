"""Looks of cells as XlsxWriter's formats."""

from __future__ import annotations

from typing import Any

from pmr_xl.forms.paper.pages import Style

FOREIGN = ("=", "+", "-", "@")  # editing such a text would make a formula of it


class Formats:
    """One XlsxWriter format for each look, made when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Style, str], Any] = {}
        # Thousands of cells have the same few styles: the object is known again before it is compared, field by field.
        self.plain: dict[int, Any] = {}  # identity of a style → the format of its cells, unless their text is foreign
        self._kept: list[Style] = []  # those styles, so that no other one gets its identity

    def cell(self, style: Style, text: str = "") -> Any:
        """The format of a cell; a text that looks like a formula is kept a text when somebody edits it."""
        if text.startswith(FOREIGN):
            return self._cell(style, "foreign")
        known = self.plain.get(id(style))
        if known is None:
            known = self.plain[id(style)] = self._cell(style, "")
            self._kept.append(style)
        return known

    def _cell(self, style: Style, kind: str) -> Any:
        made = self._made.get((style, kind))
        if made is None:
            made = self._made[style, kind] = self._book.format_again((style, kind), lambda: _look(style, kind))
            if style.named:
                self._book.name_style(made, style.named)
        return made

    def font(self, style: Style) -> Any:
        """The format of one run of text."""
        made = self._made.get((style, "font"))
        if made is None:
            made = self._made[style, "font"] = self._book.format_again((style, "font"), lambda: _font(style))
        return made

    def paint(self, style: Style) -> Any:
        """The format of a conditional format: only what one may change."""
        if (style, "paint") not in self._made:
            look = {"bold": style.bold, "italic": style.italic, "font_color": style.colour, "bg_color": style.fill}
            self._made[style, "paint"] = self._book.add_format({k: v for k, v in look.items() if v} | _lines(style))
        return self._made[style, "paint"]


def _font(style: Style) -> dict[str, Any]:
    font = {"font_name": style.font, "font_size": style.size, "font_color": style.colour}
    font |= {"bold": style.bold, "italic": style.italic, "underline": style.underline}
    return {key: value for key, value in font.items() if value}


def _lines(style: Style) -> dict[str, Any]:
    lines: dict[str, Any] = {}
    for side in ("top", "bottom", "left", "right"):
        if colour := getattr(style, side):
            lines |= {side: 2 if side == "top" and style.heavy_top else 1, f"{side}_color": colour}
    return lines


def _look(style: Style, kind: str) -> dict[str, Any]:
    look = _font(style) | _lines(style)
    look |= {"align": style.align, "valign": style.valign, "text_wrap": style.wrap, "indent": style.indent}
    look |= {"bg_color": style.fill, "num_format": style.number_format if style.number_format != "General" else ""}
    kept = {"locked": style.locked} | ({"quote_prefix": True} if kind else {})
    return {key: value for key, value in look.items() if value} | kept
