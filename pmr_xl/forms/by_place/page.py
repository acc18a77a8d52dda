"""The page of one indicator by place or group: tile grid, small multiples, gap, table; whole in itself."""

from __future__ import annotations

from html import escape

from pmr_xl.analysis.places.gap import Gap
from pmr_xl.forms.by_place.told import HIDDEN, MISSING, ByPlace, short
from pmr_xl.forms.charts.small_multiples import PlaceLine, small_multiples
from pmr_xl.forms.charts.tile_grid import PlaceTile, tile_grid
from pmr_xl.forms.paper import theme
from pmr_xl.model.measure import Unit, from_float

_STYLE = (
    f"body{{font:15px/1.45 Calibri,Carlito,Arial,sans-serif;color:{theme.INK};max-width:760px;margin:24px auto;"
    "padding:0 16px}"
    f"h1{{font-size:24px;color:{theme.NAVY};margin:0 0 4px}}h2{{font-size:17px;color:{theme.NAVY};margin:28px 0 6px}}"
    f"p.s{{color:{theme.GREY};margin:0 0 12px}}table{{border-collapse:collapse;width:100%;font-size:13px}}"
    f"th{{text-align:right;border-bottom:2px solid {theme.NAVY};padding:3px 8px}}th:first-child,td:first-child"
    f"{{text-align:left}}td{{text-align:right;border-bottom:1px solid {theme.RULE};padding:2px 8px}}"
    "table+p.s{margin-top:8px}svg{max-width:100%;height:auto}tr.w td{font-weight:bold}"
    "@page{margin:12mm}@media print{body{margin:0 auto;padding:0}h1,h2{break-after:avoid}svg,tr{break-inside:avoid}"
    "svg{max-height:230mm}}"
)


def lay(told: ByPlace) -> str:
    """The page as HTML."""
    last = told.periods[-1]
    span = last.label if len(told.periods) == 1 else f"{told.periods[0].label} to {last.label}"
    parts = [
        f"<h1>{escape(told.title)}</h1>",
        f"<p class='s'>{escape(told.agency_name)} · {escape(span)}</p>",
    ]
    if any(one.tile for one in told.members):
        parts += [f"<h2>{escape(last.label)}</h2>", _grid(told)]
    if len(told.periods) > 1:
        parts += [
            "<h2>Every place through the years</h2>" if told.of.places else "<h2>Through the years</h2>",
            _lines(told),
        ]
    parts += [_gap(told), "<h2>Figures</h2>", _table(told), _notes(told)]
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' "
        f"content='width=device-width'><title>{escape(told.title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def _grid(told: ByPlace) -> str:
    last = told.periods[-1]
    tiles = [
        PlaceTile(
            short(one), one.name, one.tile[0], one.tile[1], told.value(one.code, last),
            told.print_figure(one.code, last), (one.code, last) in told.out.hidden,
        )
        for one in told.members if one.tile
    ]  # fmt: skip
    return tile_grid(f"{told.title}, {last.label}", tiles)


def _lines(told: ByPlace) -> str:
    lines = [
        PlaceLine(
            one.name,
            tuple(told.value(one.code, period) for period in told.periods),
            told.print_figure(one.code, told.periods[-1]),
        )
        for one in told.members
    ]
    return small_multiples(told.title, lines, [told.whole_value(one) for one in told.periods])


def _gap(told: ByPlace) -> str:
    """The widest gap of the last period, through all of them."""
    if told.gap is None:
        return ""
    high, low = (
        next(one.name for one in told.of.members if one.code == code) for code in (told.gap.high, told.gap.low)
    )
    many = len(told.gap.gaps) > 1
    counted = any(one.margin is not None for one in told.gap.gaps)
    sure = (
        "Margins are 95% for all pairs together, from the counts."
        if counted
        else "No counts are known behind these figures, so nothing says how far chance moves them."
    )
    heads = ("Period", "Gap", *(["Margin"] if counted else []))
    head = "".join(f"<th scope='col'>{one}</th>" for one in heads)
    rows = "".join(_gap_row(told, one, margin=counted) for one in told.gap.gaps)
    whose = "the last period, through all of them" if many else "the period"
    return (
        f"<h2>The gap between {escape(high)} and {escape(low)}{f': {escape(told.gap.word)}' if many else ''}</h2>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f"<p class='s'>The highest and the lowest of {whose}. {sure}</p>"
    )


def _gap_row(told: ByPlace, one: Gap, *, margin: bool) -> str:
    shown = [one.period.label, _apart(told, one.width)]
    if margin:
        shown.append("" if one.margin is None else f"± {_apart(told, one.margin)}")
    return f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in shown)}</tr>"


def _apart(told: ByPlace, width: float) -> str:
    """A distance between two figures: of percentages in points."""
    if told.indicator.unit is Unit.PERCENT:
        return f"{width:,.{told.indicator.decimals}f} points"
    return told.indicator.measure.show(from_float(width))


def _table(told: ByPlace) -> str:
    head = "".join(f"<th scope='col'>{escape(one.label)}</th>" for one in told.periods)
    body = "".join(
        f"<tr><td>{escape(one.name)}</td>"
        + "".join(f"<td>{escape(told.print_figure(one.code, period))}</td>" for period in told.periods)
        + "</tr>"
        for one in told.members
    )
    whole = "".join(f"<td>{escape(told.print_citywide(one))}</td>" for one in told.periods)
    city = f"<tr class='w'><td>Citywide</td>{whole}</tr>" if told.citywide else ""
    heads = (
        f"<thead><tr><th scope='col'>{escape(told.of.name)}</th>{head}</tr></thead>"  # repeated on each printed page
    )
    return f"<table>{heads}<tbody>{body}{city}</tbody></table>"


def _notes(told: ByPlace) -> str:
    return f"<p class='s'>{' '.join(map(escape, [*filter(None, [told.state]), *notes(told)]))}</p>"


def notes(told: ByPlace) -> list[str]:
    """What is said below the figures, besides what figures these are."""
    said = [f"Source of the list: {told.of.source}."]
    if told.out.hidden:
        said.append(
            f"{HIDDEN}: not published. Counts from 1 to {told.threshold - 1} are hidden, and with them enough others "
            "that no total gives them away (cell suppression)."
        )
    if any(told.print_figure(one.code, period) == MISSING for one in told.members for period in told.periods):
        said.append(f"{MISSING}: no figure.")
    return said
