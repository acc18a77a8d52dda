"""How both sheets of a sample look: where their headings stand, and headings, figures and what is bold."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.variance_sheet.cells import WORDS

HEADING_ROW = 6
FIGURE = replace(WORDS, align="right", wrap=False)
BOLD = replace(WORDS, bold=True)
