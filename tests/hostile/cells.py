"""What people type and paste into single cells."""

from __future__ import annotations

from filled_form import Hostile, pasted
from packages import cell, typed

FIGURES, CHOICES, DATES = "Figures", "Drop-downs", "Dates"
REPAIRED = ("TYP-001", "TYP-006", "TYP-011", "TYP-013", "MIS-005")  # rules that offer a suggested fix
ASKED = {  # what may mean two things, or nothing, is asked of the agency and not repaired
    "`(290)`, as accountants write a negative",
    "`290-`, as accounting systems export a negative",
    "`1.275`, where a point parts thousands elsewhere",
    "a reason that is not in the list",
    "a day that does not exist, `2/30/2026`",
    "no day, `soon`",
    "a number that is no day, 20260909",
    "a day of another century, September 9, 2062",
}
GROUPS = {FIGURES, CHOICES, DATES}
NBSP, ZERO_WIDTH = "\u00a0", "\u200b"
_NA = {("dox-on-time", "actual"): "NA"}


def _text(done: str, address: str, text: str, rule: str, row: str) -> Hostile:
    meant = {(row, "actual"): f"“{text}”"}
    return Hostile(FIGURES, done, typed({address: text}), (f"error {rule} Submission!{address}",), meant)


def _reason(done: str, text: str) -> Hostile:
    meant = _NA | {("dox-on-time", "reason"): text.strip()}
    made = typed({"J10": "NA", "M10": text})
    return Hostile(CHOICES, done, made, ("error TYP-013 Submission!M10",), meant)


def _sign(done: str, text: str) -> Hostile:
    return Hostile(CHOICES, done, typed({"O4": text}))


def _signed(done: str, day: object, says: tuple[str, ...] = (), look: str = "") -> Hostile:
    return Hostile(DATES, done, pasted({"B29": day}, "Welcome", look) if look else typed({"B29": day}, "Welcome"), says)


def _dated(done: str, stored: str, rule: str, read: str) -> Hostile:
    meant = {("dox-complaints", "actual"): read}
    return Hostile(FIGURES, done, cell("J5", f"<v>{stored}</v>", "d"), (f"error {rule} Submission!J5",), meant)


HOSTILE = (
    _text("a number as text, `1,275`", "J5", "1,275", "TYP-001", "dox-complaints"),
    _text(
        "a part’s number as text, `740`: its whole is not said to be wrong",
        "J6",
        "740",
        "TYP-001",
        "dox-complaints-street",
    ),
    _text("`$80,115`", "J13", "$80,115", "TYP-001", "dox-payout"),
    _text("`$290` where things are counted", "J3", "$290", "TYP-011", "dox-lots-cleaned"),
    _text("no-break space + number", "J3", f"{NBSP}290", "TYP-011", "dox-lots-cleaned"),
    _text("a zero-width space inside a number", "J3", f"2{ZERO_WIDTH}90", "TYP-011", "dox-lots-cleaned"),
    _text("`80,115.00`", "J13", "80,115.00", "TYP-001", "dox-payout"),
    _text("`(290)`, as accountants write a negative", "J3", "(290)", "TYP-011", "dox-lots-cleaned"),
    _text("`1.275`, where a point parts thousands elsewhere", "J5", "1.275", "TYP-001", "dox-complaints"),
    _text("`3.120,7`, with point and comma as elsewhere", "J4", "3.120,7", "TYP-011", "dox-tons"),
    _text("`80.115,0`, the same of dollars", "J13", "80.115,0", "TYP-011", "dox-payout"),
    _text("`290-`, as accounting systems export a negative", "J3", "290-", "TYP-011", "dox-lots-cleaned"),
    _text("digits of another script, `٢٩٠`", "J3", "٢٩٠", "TYP-011", "dox-lots-cleaned"),
    _text("`1٬275` with Arabic’s comma between thousands", "J5", "1٬275", "TYP-011", "dox-complaints"),
    _text("the apostrophe that makes a text, typed twice: `'290`", "J3", "'290", "TYP-011", "dox-lots-cleaned"),
    _text("a formula that stayed text, `=290`", "J3", "=290", "TYP-011", "dox-lots-cleaned"),
    _text("`+290`", "J3", "+290", "TYP-011", "dox-lots-cleaned"),
    _text("a power of ten, `1.275E3`", "J5", "1.275E3", "TYP-011", "dox-complaints"),
    _text("a percent as text, `98.7%`", "J10", "98.7%", "TYP-001", "dox-on-time"),
    _text("a time as text, `10:55`", "J8", "10:55", "TYP-001", "dox-response"),
    _text("a ratio as text, `25:1`", "J15", "25:1", "TYP-001", "dox-ratio"),
    _text("a time in words, `10m55s`", "J8", "10m55s", "TYP-003", "dox-response"),
    Hostile(
        FIGURES,
        "a time that a program stores as a day before the calendar’s first",
        cell("J8", "<v>1899-12-30T00:10:55</v>", "d"),
    ),
    _text("a time that is none, `10:75`", "J8", "10:75", "TYP-004", "dox-response"),
    _text("a decimal comma, `4,3`", "J11", "4,3", "TYP-003", "dox-days"),
    _text("a footnote mark behind the number, `290*`", "J3", "290*", "TYP-003", "dox-lots-cleaned"),
    _text("`n/a`", "J3", "n/a", "MIS-005", "dox-lots-cleaned"),
    _text("the text `#N/A`", "J3", "#N/A", "MIS-005", "dox-lots-cleaned"),
    _dated("a date in a cell that says so, as strict writers store it", "2026-03-04T00:00:00", "TYP-012", "46,085"),
    _dated("a time of day in a cell that says so", "13:30:00", "TYP-012", "1"),
    Hostile(
        FIGURES,
        "a negative where nothing can be negative, -290",
        typed({"J3": -290.0}),
        ("error RNG-002 Submission!J3",),
        {("dox-lots-cleaned", "actual"): "-290"},
    ),
    Hostile(
        FIGURES,
        "a formula without a saved result, no `<v>`",
        cell("J5", "<f>SUM(J6:J7)</f>"),
        ("error FIL-005 Submission!J5",),
        {("dox-complaints", "actual"): ""},
    ),
    Hostile(
        FIGURES,
        "a formula without a saved result, an empty `<v>`",
        cell("J5", "<f>SUM(J6:J7)</f><v></v>"),
        ("error FIL-005 Submission!J5",),
        {("dox-complaints", "actual"): ""},
    ),
    Hostile(
        FIGURES,
        "a formula with its result",
        cell("J5", "<f>SUM(J6:J7)</f><v>1275</v>"),
        ("query TYP-007 Submission!J5",),
    ),
    Hostile(
        FIGURES,
        "a formula whose saved result is an empty text",
        cell("J5", '<f>IF(J6&gt;9,"","x")</f><v></v>', "str"),
        ("error MIS-001 Submission!J5",),
        {("dox-complaints", "actual"): ""},
    ),
    Hostile(
        FIGURES,
        "`#N/A` pasted as a value",
        cell("J6", "<v>#N/A</v>", "e"),
        ("error TYP-002 Submission!J6",),
        {("dox-complaints-street", "actual"): "#N/A"},
    ),
    Hostile(
        FIGURES,
        "`=1/0`",
        cell("J3", "<f>1/0</f><v>#DIV/0!</v>", "e"),
        ("error TYP-002 Submission!J3",),
        {("dox-lots-cleaned", "actual"): "#DIV/0!"},
    ),
    Hostile(
        FIGURES,
        "TRUE",
        cell("J3", "<v>1</v>", "b"),
        ("error TYP-014 Submission!J3",),
        {("dox-lots-cleaned", "actual"): "TRUE"},
    ),
    Hostile(FIGURES, "the noise of 0.1 + 0.2 on a count: 740.0000000000001", cell("J6", "<v>740.0000000000001</v>")),
    Hostile(FIGURES, "the noise of 0.1 + 0.2 on a decimal: 4.300000000000001", cell("J11", "<v>4.300000000000001</v>")),
    Hostile(
        FIGURES,
        "half a thing, 290.5",
        typed({"J3": 290.5}),
        ("query TYP-008 Submission!J3",),
        {("dox-lots-cleaned", "actual"): "291"},
    ),
    Hostile(
        FIGURES,
        "10:55 typed for ten minutes, which Excel takes for ten hours",
        typed({"J8": 10 / 24 + 55 / 1440}),
        ("error TYP-004 Submission!J8",),
        {("dox-response", "actual"): "655:00"},
    ),
    Hostile(
        FIGURES, "a time pasted into a General cell (0.00758…)", pasted({"J8": 655 / 86400}, "Submission", "General")
    ),
    Hostile(
        FIGURES,
        "a pasted format takes the percent away: 0.987 in a General cell",
        pasted({"J10": 0.987}, "Submission", "General"),
        ("error UNT-002 Submission!J10",),
        {("dox-on-time", "actual"): "1.0%"},
    ),
    Hostile(
        FIGURES,
        "a pasted format takes the percent away: 98.7 in a General cell",
        pasted({"J10": 98.7}, "Submission", "General"),
    ),
    Hostile(
        FIGURES,
        "98.7 in a cell of percent format, 9,870%",
        typed({"J10": 98.7}),
        ("error UNT-002 Submission!J10",),
        {("dox-on-time", "actual"): "9,870.0%"},
    ),
    Hostile(
        FIGURES,
        "a date where a number belongs: 3-4 became March 4",
        pasted({"J3": 46085.0}, "Submission", "d-mmm"),
        ("error TYP-012 Submission!J3",),
        {("dox-lots-cleaned", "actual"): "46,085"},
    ),
    _reason("a reason with a blank behind it", "Under review "),
    _reason("a reason with a no-break space in it", f"Under{NBSP}review"),
    _reason("a reason in lower case", "under review"),
    _reason("a reason with a zero-width space in it", f"Under{ZERO_WIDTH} review"),
    _reason("a reason that is not in the list", "Timing"),
    _sign("a target’s arrow with a blank behind it", "↓ "),
    _sign("a target’s arrow with a no-break space before it", f"{NBSP}↓"),
    _sign("a target’s arrow with a zero-width space behind it", f"↓{ZERO_WIDTH}"),
    Hostile(
        CHOICES,
        "NA in lower case",
        typed({"J10": "na", "M10": "Under review"}),
        ("error MIS-005 Submission!J10",),
        {("dox-on-time", "actual"): "“na”", ("dox-on-time", "reason"): "Under review"},
    ),
    Hostile(
        CHOICES,
        "NA with a zero-width space",
        typed({"J10": f"NA{ZERO_WIDTH}", "M10": "Under review"}),
        (),
        _NA | {("dox-on-time", "reason"): "Under review"},
    ),
    Hostile(
        CHOICES,
        "NA with a blank behind it",
        typed({"J10": "NA ", "M10": "Under review"}),
        (),
        _NA | {("dox-on-time", "reason"): "Under review"},
    ),
    _signed("the day of signing as ISO text, `2026-09-09`", "2026-09-09", ("query TYP-006 Welcome!B29",)),
    _signed("the day of signing as US text, `9/9/2026`", "9/9/2026", ("query TYP-006 Welcome!B29",)),
    _signed("the day of signing as its serial in a General cell", 46276.0, look="General"),
    _signed("a day that does not exist, `2/30/2026`", "2/30/2026", ("query TYP-006 Welcome!B29",)),
    _signed("no day, `soon`", "soon", ("query TYP-006 Welcome!B29",)),
    _signed("a number that is no day, 20260909", 20_260_909.0, ("query TYP-006 Welcome!B29",)),
    _signed("a day of another century, September 9, 2062", 59_423.0, ("query TYP-006 Welcome!B29",)),
)
