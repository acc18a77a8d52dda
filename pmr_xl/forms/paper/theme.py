"""One look for everything: colours that colour-blind readers can tell apart, contrast at least 4.5 to 1."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.forms.paper.pages import Style

NAVY = "#17365D"
BLUE = "#0B5394"
ORANGE = "#B45309"
RED_BROWN = "#9C2A00"
GREY = "#595959"
INK = "#1F1F1F"
RULE = "#BFC7D1"
PALE_BLUE = "#E8F0F8"
PALE_ORANGE = "#FDEBD8"
PALE_YELLOW = "#FFF9DB"
PALE_GREY = "#F3F4F6"
WHITE = "#FFFFFF"

PLAIN = Style(colour=INK)
TITLE = Style(size=16, bold=True, colour=NAVY)
SUBTITLE = Style(size=10, colour=GREY)
HEADING = Style(bold=True, colour=WHITE, fill=NAVY, align="center", wrap=True, bottom=NAVY)
LEFT_HEADING = replace(HEADING, align="left")  # above words
INPUT = Style(colour=INK, fill=PALE_YELLOW, locked=False, top=RULE, bottom=RULE, left=RULE, right=RULE)
FIXED = Style(colour=INK, top=RULE, bottom=RULE)
QUIET = replace(FIXED, colour=GREY)
BANNER = Style(colour=WHITE, fill=NAVY)
BAND = Style(size=9, bold=True, colour=NAVY, fill=PALE_BLUE)
LINK = Style(colour=BLUE, underline=True)
MET = Style(colour=BLUE, bold=True)
NEAR = Style(colour=ORANGE, bold=True)
MISSED = Style(colour=RED_BROWN, bold=True)


def contrast(foreground: str, background: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, success criterion 1.4.3)."""

    def luminance(colour: str) -> float:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004 - sRGB
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(foreground), luminance(background)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
