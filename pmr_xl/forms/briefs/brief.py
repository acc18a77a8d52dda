"""A brief: one page an agency, as a Word document and as a page with charts. Its figures are the printed figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from pmr_xl.forms.charts.line_chart import SMALL, ChartPoint, draw, line_chart
from pmr_xl.forms.charts.panel import NamedDrawing, panel
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.manuscript import Manuscript, Picture, TextLook, Words, WordTable
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class

MOST = 5  # changes on a page
_LONGEST = 180  # signs of the agency's words
_SIGN = pattern(r"(^|; )(\S) ")
_TITLE, _BODY, _HEAD, _CELL, _FIGURE, _TOP = (
    "Heading 1", "PMR Brief", "Heading 2", "PMR Brief cell", "PMR Brief figure", "PMR Brief heading",
)  # fmt: skip
_LOOKS = {
    _TITLE: TextLook(Style(size=16, bold=True, colour=theme.NAVY), after=2, level=1),
    _BODY: TextLook(Style(size=10, colour=theme.INK), after=3),
    _HEAD: TextLook(Style(size=11.5, bold=True, colour=theme.NAVY), before=7, after=2, level=2),
    _CELL: TextLook(Style(size=8.5, colour=theme.INK)),
    _FIGURE: TextLook(Style(size=8.5, colour=theme.INK, align="right")),
    _TOP: TextLook(Style(size=8.5, bold=True, colour=theme.NAVY)),
}


class BriefChange(NamedTuple):
    """One change that matters.

    Attributes:
        why: its reasons, in one line.
        points: its years, the last one as submitted.
        target: the target's figure; ``target_shown``: as the report prints it, empty where there is none.
        said: the agency's words.
    """

    indicator: str
    name: str
    critical: bool
    why: str
    points: tuple[ChartPoint, ...]
    target: Decimal | None
    target_shown: str
    said: str


@value_class
class Brief:
    """What senior staff should know of an agency before a meeting.

    Attributes:
        state: where its submission stands, in one line; ``source``: the file that all figures are of.
        changes: what matters most, at most :data:`MOST`; ``exceptions``: how many there are in all.
        open: what is to be corrected or explained, a sentence each.
        promised: figures that are promised, and decisions that stand, a sentence each.
        agreed: commitments and what became of them, a line each.
    """

    agency: str
    name: str
    edition: str
    state: str
    source: str
    changes: tuple[BriefChange, ...] = ()
    exceptions: int = 0
    open: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Whose it is, and of which report."""
        return f"{self.name} · {self.edition}"


def manuscript(brief: Brief) -> Manuscript:
    """As a Word document, one page upright."""
    made = Manuscript(brief.title, "Brief", f"{brief.agency} · {brief.edition}", _LOOKS, upright=True)
    made.blocks += [Words(brief.title, _TITLE), Words(brief.state, _BODY), Words(brief.source, _BODY)]
    made.blocks.append(Words(_heading(brief), _HEAD))
    if brief.changes:
        made.blocks += [_charts(brief.changes), _table(brief.changes)]
    for heading, lines in _lists(brief):
        made.blocks.append(Words(heading, _HEAD))
        made.blocks += [Words(line, _BODY) for line in lines]
    return made


def _charts(changes: Sequence[BriefChange]) -> Picture:
    """The changes' charts as one picture, in the order of the table below it."""
    drawn = [
        NamedDrawing(_starred(one), draw(one.name, one.points, one.target, one.target_shown, SMALL)) for one in changes
    ]
    return Picture("What matters most, as charts", panel(drawn))


def _heading(brief: Brief) -> str:
    if not brief.changes:
        return "Nothing needs an eye"
    more = brief.exceptions - len(brief.changes)
    return f"What matters most{f' (and {more} more exception{_plural(more)})' if more else ''}"


def _plural(count: int) -> str:
    return "" if count == 1 else "s"


def _lists(brief: Brief) -> Iterator[tuple[str, Sequence[str]]]:
    if brief.open:
        yield "Open questions", brief.open
    if brief.promised:
        yield "Promised, and decided", brief.promised
    if brief.agreed:
        yield "What was agreed, and what became of it", brief.agreed


def _table(changes: Sequence[BriefChange]) -> WordTable:
    years = [one.label for one in changes[0].points]
    heads = ["Indicator and why", *years, "Target", "In its words"]
    rows = tuple(
        (
            Words(f"{_starred(one)}\n{_together(one.why)}", _CELL),
            *(Words(point.shown, _FIGURE) for point in one.points),
            Words(one.target_shown or "*", _FIGURE),
            Words(_short(one.said), _CELL),
        )
        for one in changes
    )
    each = 40.0
    widths = (150.0, *([each] * len(years)), 44.0, 468.0 - 194.0 - each * len(years))
    looks = [_TOP, *[_FIGURE] * (len(years) + 1), _TOP]
    top = tuple(Words(text, look) for text, look in zip(heads, looks, strict=True))
    return WordTable("What matters most", "Figures of the last years, target, the agency's words", widths, top, rows)


def page(briefs: Sequence[Brief]) -> str:
    """As one page for a browser, an agency on each printed page, with a chart for each change."""
    style = (
        "body{font:10.5pt Calibri,Carlito,Arial,sans-serif;color:#1F1F1F;max-width:7.5in;"
        "margin:.4in auto;padding:0 16px}"
        "article{break-after:page}"
        "@media screen{article+article{margin-top:28px;border-top:2px solid #17365D;padding-top:20px}}"
        "h1{font-size:17pt;color:#17365D;margin:0}"
        "h2{font-size:12pt;color:#17365D;margin:.8em 0 .2em}"
        ".change{display:flex;gap:14px;border-top:1px solid #BFC7D1;padding:5px 0}.change div{flex:1}"
        ".grey{color:#595959}p{margin:.2em 0}svg{max-width:100%;height:auto}"
        "@media screen and (max-width:40rem){.change{display:block}}"
        "@page{size:letter;margin:.5in}@media print{body{margin:0 auto;padding:0}}"
    )
    title = briefs[0].title if len(briefs) == 1 else "Briefs"
    body = "".join(_article(one) for one in briefs)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<meta name='viewport' content='width=device-width'><title>{escape(title)}</title>"
        f"<style>{style}</style></head><body>{body}</body></html>\n"
    )


def _article(brief: Brief) -> str:
    parts = [
        f"<article><h1>{escape(brief.title)}</h1><p>{escape(brief.state)}</p>",
        f"<p class='grey'>{escape(brief.source)}</p>",
        f"<h2>{escape(_heading(brief))}</h2>",
        *(_change(one) for one in brief.changes),
    ]
    for heading, lines in _lists(brief):
        parts.append(f"<h2>{heading}</h2>" + "".join(f"<p>{escape(line)}</p>" for line in lines))
    return "".join(parts) + "</article>"


def _change(one: BriefChange) -> str:
    if any(point.value is not None for point in one.points):
        beside = line_chart(one.name, one.points, one.target, one.target_shown)
    else:  # an empty field would say nothing
        beside = f"<p class='grey'>{escape(' · '.join(f'{point.label} {point.shown}' for point in one.points))}</p>"
    said = f"<p>“{escape(_short(one.said))}”</p>" if one.said else ""
    return (
        f"<div class='change' id='{escape(one.indicator)}'><div><b>{escape(_starred(one))}</b>"
        f"<p>{escape(_together(one.why))}</p>{said}</div>{beside}</div>"
    )


def _starred(one: BriefChange) -> str:
    return f"{'★ ' if one.critical else ''}{one.name}"


def _together(why: str) -> str:
    """Reasons whose signs never end a line without their words."""
    return _SIGN.sub("\\1\\2\u00a0", why)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
