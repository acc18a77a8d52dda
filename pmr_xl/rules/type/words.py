"""Words where a figure belongs."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import as_typed, typed_example
from pmr_xl.rules.engine.subjects import TextCell
from pmr_xl.rules.type._text import TextKind, figure_before, has_decimal_comma, has_footnote, text_of


@rule(
    "TYP-003",
    Severity.ERROR,
    "{where} holds {found}; {a_figure} is needed{hint}, such as {example}.",
    fix="Type {how} alone, and put remarks under Explanation.",
    of_column=(
        "{count} cells under “{column}” hold words, marks or decimal commas where figures belong",
        "Type the figures alone: Find and Replace takes a mark away everywhere. Remarks go under Explanation.",
    ),
)
def words_for_number(typed: TextCell) -> Iterator[Spot]:
    """Words, a footnote mark or a decimal comma where a figure belongs."""
    if not typed.text or text_of(typed).kind is not TextKind.WORDS:  # a formula that gives nothing is no word
        return
    runs, figure = None if typed.cell is None else typed.cell.runs, figure_before(typed)
    hint = ", without a footnote mark" if has_footnote(typed) else ""
    hint = ", with a point before the decimals" if has_decimal_comma(typed) else hint
    if runs is not None and not runs.whole:
        hint = ", without the footnote mark " + _quoted(runs.raised) if runs.raised else hint
        hint += (
            (" and" if runs.raised else ",") + f" without the struck-out {_quoted(runs.struck)}" if runs.struck else ""
        )
    if figure is not None and typed.measure is not None:
        how = as_typed(typed.measure, figure)
    elif typed.measure is not None and typed.measure.unit.is_duration:
        how = f"the time with colons, such as {typed_example(typed)},"
    else:
        how = "the figure"
    yield spot(typed, expected="a figure", hint=hint, how=how)


def _quoted(pieces: tuple[str, ...]) -> str:
    return "“" + visible_text("".join(pieces)) + "”"
