"""What a person sees is not always what a cell stores: formats, raised and struck-out letters, arrays, odd words."""

from __future__ import annotations

from collections.abc import Mapping

from filled_form import Hostile, pasted
from packages import SUBMISSION, Parts, cell, edited, put, put_cell

SHOWN, LOOKS, ARRAYS, WORDS = (
    "Formats that show something else",
    "Raised and struck-out letters, text boxes",
    "Formulas that fill several cells, and formulas that move",
    "Words, names and days that are none",
)
WELCOME = "xl/worksheets/sheet1.xml"
SAID = "Twelve crews of forty were moved to snow in February."

# Formats

_ROWS = {
    "J3": "dox-lots-cleaned", "J4": "dox-tons", "J5": "dox-complaints", "J8": "dox-response", "J9": "dox-heat",
    "J10": "dox-on-time", "J11": "dox-days", "J12": "dox-cost", "J13": "dox-payout", "J15": "dox-ratio",
}  # fmt: skip


def _odd(look: str, address: str, stored: float, read: str = "") -> Hostile:
    """A figure in a cell whose format shows another; ``read`` is what is understood, where that is another too."""
    done = f"{stored:.15g} in {address}, with the format `{look}`"
    meant = {(_ROWS[address], "actual"): read} if read else None
    return Hostile(
        SHOWN, done, pasted({address: stored}, "Submission", look), (f"error TYP-017 Submission!{address}",), meant
    )


def _fine(look: str, address: str, stored: float) -> Hostile:
    """A figure in a cell whose format shows it, with something around it."""
    return Hostile(
        SHOWN, f"{stored:.15g} in {address}, shown by `{look}`", pasted({address: stored}, "Submission", look)
    )


FORMATS = (
    _odd("#,##0.0,", "J4", 3_120_700.0, "3,120,700.0"),
    _odd("#,##0,", "J3", 290_000.0, "290,000"),
    _odd("0.0,,", "J3", 290_000_000.0, "290,000,000"),
    _odd('#,##0.0,"K"', "J13", 80_115_000.0, "$80,115,000"),
    _odd("0%", "J3", 2.9, "3"),
    _odd("0.0%", "J11", 0.043, "0.0"),
    _odd("#,##0%", "J12", 5.74, "$6"),
    _odd("0%%", "J3", 0.029, "0"),
    _odd(";;;", "J3", 290.0),
    _odd(";;", "J5", 1275.0),
    _odd('"NA"', "J3", 290.0),
    _odd('"see note"', "J10", 0.987, "1.0%"),
    _odd('"NA";"NA";"NA"', "J4", 3120.7),
    _odd('[<1000]"few";#,##0', "J3", 290.0),
    _odd("[>100]#,##0,;0", "J3", 290.0),
    _odd('0"0"', "J3", 290.0),
    _odd('"1"0', "J3", 290.0),
    _odd("000-0000", "J3", 290.0),
    _odd('"<"#,##0', "J3", 290.0),
    _odd('0"²"', "J3", 290.0),
    _odd("#,##0\\*", "J5", 1275.0),
    _odd('"≈ "0', "J3", 290.0),
    _odd("mm:ss", "J8", 4080 / 86_400, "68:00"),
    _odd("h:mm", "J9", 1.0 + 425 * 60 / 86_400, "31:05"),
    _odd('"late"', "J9", 425 * 60 / 86_400),
    _odd(";;;", "J8", 655 / 86_400),
    _odd("yyyy-mm-dd", "J8", 655 / 86_400),
    _fine("[Red]#,##0", "J3", 290.0),
    _fine('0" lots"', "J3", 290.0),
    _fine("#,##0_);(#,##0)", "J3", 290.0),
    _fine("#,##0;-#,##0;\\-", "J3", 290.0),
    _fine('_("$"* #,##0_)', "J13", 80_115.0),
    _fine("[$€-407] #,##0", "J13", 80_115.0),
    _fine("0", "J11", 4.3),
    _fine("0.0000", "J11", 4.3),
    _fine("??0.0??", "J11", 4.3),
    _fine("0.00E+00", "J3", 290.0),
    _fine('0.0"%"', "J10", 98.7),
    _fine("0.0 %", "J10", 0.987),
    _fine("[h]:mm:ss", "J8", 655 / 86_400),
    _fine("mm:ss", "J8", 655 / 86_400),
    _fine("[mm]:ss", "J8", 655 / 86_400),
    _fine("h:mm", "J9", 425 * 60 / 86_400),
    _fine("@", "J3", 290.0),
    _fine('[>=1000]#,##0;0" lots"', "J3", 290.0),
)

# Looks


def _rich(*runs: tuple[str, str]) -> str:
    """An inline text of runs: text and how it looks (``superscript``, ``subscript``, ``strike``, nothing)."""
    look = {
        "": "", "strike": "<rPr><strike/></rPr>",
        "superscript": '<rPr><vertAlign val="superscript"/></rPr>',
        "subscript": '<rPr><vertAlign val="subscript"/></rPr>',
    }  # fmt: skip
    inner = "".join(f'<r>{look[how]}<t xml:space="preserve">{text}</t></r>' for text, how in runs)
    return f"<is>{inner}</is>"


def _looks(
    done: str, address: str, runs: tuple[tuple[str, str], ...], says: tuple[str, ...], meant: Mapping | None = None
):
    return Hostile(LOOKS, done, cell(address, _rich(*runs), "inlineStr"), says, meant)


def _mark(done: str, address: str, runs: tuple[tuple[str, str], ...]) -> Hostile:
    text = "".join(text for text, _ in runs)
    return _looks(
        done, address, runs, (f"error TYP-003 Submission!{address}",), {(_ROWS[address], "actual"): f"“{text}”"}
    )


def _shared_rich(parts: Parts) -> None:
    held = parts["xl/sharedStrings.xml"]
    item = '<si><r><t>290</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si></sst>'
    parts["xl/sharedStrings.xml"] = held.replace(b"</sst>", item.encode())
    put_cell(parts, "J3", f"<v>{held.count(b'<si>')}</v>", "s")


def _struck_style(parts: Parts, address: str, inside: str, kind: str = "") -> None:
    """A cell in the format it has, with a font that strikes everything out."""
    styles = parts["xl/styles.xml"].decode()
    fonts, formats = (
        styles[: styles.index("</fonts>")].count("<font>"),
        styles[styles.index("<cellXfs") :].count("<xf "),
    )
    put(parts, "xl/styles.xml", "</fonts>", '<font><strike/><sz val="11"/><name val="Calibri"/></font></fonts>')
    new = f'<xf numFmtId="3" fontId="{fonts}" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    put(parts, "xl/styles.xml", "</cellXfs>", new)
    given = f' t="{kind}"' if kind else ""
    put(
        parts,
        SUBMISSION,
        rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)',
        f'<c r="{address}" s="{formats}"{given}>{inside}</c>',
    )


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>9</xdr:col>'
    "<xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to>"
    "<xdr:col>11</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Box"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="400000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>1,290 preliminary</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)


def _text_box(parts: Parts) -> None:
    parts["xl/drawings/drawing1.xml"] = DRAWING.encode()
    rels = SUBMISSION.replace("worksheets/", "worksheets/_rels/") + ".rels"
    link = f'<Relationship Id="rIdBox" Type="{_OFFICE}/drawing" Target="../drawings/drawing1.xml"/>'
    put(parts, rels, "</Relationships>", f"{link}</Relationships>")
    put(parts, SUBMISSION, "<tableParts", f'<drawing xmlns:r="{_OFFICE}" r:id="rIdBox"/><tableParts')
    listed = f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{_DRAWING_TYPE}"/>'
    put(parts, "[Content_Types].xml", "</Types>", f"{listed}</Types>")


_WORDS_READ = {("dox-lots-cleaned", "explanation"): SAID}
LOOKED = (
    _mark("290 with a raised 2 behind it", "J3", (("290", ""), ("2", "superscript"))),
    Hostile(
        LOOKS,
        "the same as a shared text",
        edited(_shared_rich),
        ("error TYP-003 Submission!J3",),
        {("dox-lots-cleaned", "actual"): "“2902”"},
    ),
    _mark("1,275 with a raised (a) behind it", "J5", (("1,275", ""), ("(a)", "superscript"))),
    _mark("4.3 with a lowered 1 behind it", "J11", (("4.3", ""), ("1", "subscript"))),
    _mark("98.7% with a raised 1 behind it", "J10", (("98.7%", ""), ("1", "superscript"))),
    _mark("a raised 1 before 290", "J3", (("1", "superscript"), ("290", ""))),
    _mark("290 beside a struck-out 280", "J3", (("280", "strike"), (" 290", ""))),
    _mark("290, of which the last digit is struck out", "J3", (("29", ""), ("0", "strike"))),
    _looks(
        "a number that is raised as a whole is a text like any other",
        "J3",
        (("290", "superscript"),),
        ("error TYP-001 Submission!J3",),
        {("dox-lots-cleaned", "actual"): "“290”"},
    ),
    _looks(
        "an explanation with a raised sign is read whole",
        "P3",
        (("Twelve crews of 40 cleaned 5 m", ""), ("2", "superscript"), (" less each in February.", "")),
        (),
        {("dox-lots-cleaned", "explanation"): "Twelve crews of 40 cleaned 5 m2 less each in February."},
    ),
    _looks(
        "an explanation of which a part is struck out",
        "P3",
        (("No change. ", "strike"), (SAID, "")),
        ("query TYP-021 Submission!P3",),
        _WORDS_READ,
    ),
    _looks(
        "an explanation that is struck out, all of it",
        "P3",
        ((SAID, "strike"),),
        ("query TYP-021 Submission!P3",),
    ),
    Hostile(
        LOOKS,
        "a figure in a cell whose font strikes it out",
        edited(lambda parts: _struck_style(parts, "J3", "<v>290</v>")),
        ("query TYP-021 Submission!J3",),
    ),
    Hostile(LOOKS, "a text box over three cells", edited(_text_box), ("info STR-021 Submission!J5",)),
)

# Arrays


def _array(parts: Parts, first: str, second: str, kind: str = "array", more: str = "") -> None:
    put_cell(parts, "J6", f'<f t="{kind}" ref="J6:J7"{more}>Data!B2:B3</f>{first}')
    put_cell(parts, "J7", second)


_EMPTY = {("dox-complaints-street", "actual"): "", ("dox-complaints-sidewalk", "actual"): ""}


def _formula(
    done: str, address: str, formula: str, value: str, says: tuple[str, ...], kind: str = "", meant=None
) -> Hostile:
    return Hostile(ARRAYS, done, cell(address, f"<f>{formula}</f>{value}", kind), says, meant)


FORMULAS = (
    Hostile(
        ARRAYS,
        "one array formula in two cells, with its results",
        edited(lambda parts: _array(parts, "<v>740</v>", "<v>535</v>")),
        ("query TYP-007 Submission!J6:J7",),
    ),
    Hostile(
        ARRAYS,
        "the same without results",
        edited(lambda parts: _array(parts, "", "")),
        ("error FIL-005 Submission!J6:J7",),
        _EMPTY,
    ),
    Hostile(
        ARRAYS,
        "a formula that spills over two cells",
        edited(lambda parts: _array(parts, "<v>740</v>", "<v>535</v>", more=' ca="1"')),
        ("query TYP-007 Submission!J6:J7",),
    ),
    Hostile(
        ARRAYS,
        "a what-if table over two cells",
        edited(
            lambda parts: (
                put_cell(parts, "J6", '<f t="dataTable" ref="J6:J7" dt2D="0" dtr="0" r1="B1"/><v>740</v>'),
                put_cell(parts, "J7", "<v>535</v>"),
            )
        ),
        ("query TYP-007 Submission!J6:J7",),
    ),
    Hostile(
        ARRAYS,
        "an array formula of which the second cell is a text",
        edited(
            lambda parts: (
                put_cell(parts, "J6", '<f t="array" ref="J6:J7">Data!B2:B3</f><v>740</v>'),
                put_cell(parts, "J7", "<v>535</v>", "str"),
            )
        ),
        ("query TYP-007 Submission!J6:J7", "error TYP-001 Submission!J7"),
        {("dox-complaints-sidewalk", "actual"): "“535”"},
    ),
    _formula("`=RANDBETWEEN(280,300)`", "J3", "RANDBETWEEN(280,300)", "<v>290</v>", ("error TYP-020 Submission!J3",)),
    _formula("`=NOW()-45986`", "J3", "NOW()-45986", "<v>290</v>", ("error TYP-020 Submission!J3",)),
    _formula("`=OFFSET(A1,3,4)`", "J3", "OFFSET(A1,3,4)", "<v>290</v>", ("error TYP-020 Submission!J3",)),
    _formula('`=LEN("TODAY()")+283`', "J3", 'LEN("TODAY()")+283', "<v>290</v>", ("query TYP-007 Submission!J3",)),
)


# Words


def _word(done: str, address: str, inside: str, kind: str, says: tuple[str, ...], meant=None, part: str = SUBMISSION):
    return Hostile(WORDS, done, edited(lambda parts: put_cell(parts, address, inside, kind, part)), says, meant)


def _error(error: str) -> Hostile:
    meant = {("dox-lots-cleaned", "explanation"): error}
    return _word(f"`{error}` as an explanation", "P3", f"<v>{error}</v>", "e", ("error TYP-018 Submission!P3",), meant)


def _signed_by(done: str, inside: str, kind: str, *says: str, address: str = "B27") -> Hostile:
    return _word(done, address, inside, kind, tuple(f"{say} Welcome!{address}" for say in says), part=WELCOME)


_QUERY = ("query TYP-019 Submission!P3",)
SPOKEN = (
    _error("#NAME?"),
    _error("#REF!"),
    _error("#SPILL!"),
    _word(
        "TRUE as an explanation",
        "P3",
        "<v>1</v>",
        "b",
        ("error TYP-018 Submission!P3",),
        {("dox-lots-cleaned", "explanation"): "TRUE"},
    ),
    _word("a formula as an explanation", "P3", f"<f>A1&amp;B1</f><v>{SAID}</v>", "str", _QUERY, _WORDS_READ),
    _word("a formula without a result as an explanation", "P3", "<f>A1&amp;B1</f>", "", _QUERY),
    _word(
        "`=INDIRECT(A1)` as an explanation",
        "P3",
        f'<f>INDIRECT("A1")</f><v>{SAID}</v>',
        "str",
        ("error TYP-020 Submission!P3",),
        _WORDS_READ,
    ),
    _signed_by("`#NAME?` as the name of who certifies", "<v>#NAME?</v>", "e", "error TYP-018", "query PRV-001"),
    _signed_by("TRUE as the name of who certifies", "<v>1</v>", "b", "error TYP-018", "query PRV-001"),
    _signed_by("a formula as the name of who certifies", "<f>A1</f><v>Jo Doe</v>", "str", "query TYP-019"),
    _signed_by("`#VALUE!` as the title", "<v>#VALUE!</v>", "e", "error TYP-018", "query PRV-001", address="B28"),
    _signed_by("`=TODAY()` as the day of signing", "<f>TODAY()</f><v>46276</v>", "", "error TYP-020", address="B29"),
    _signed_by("`=NOW()` as the day of signing", "<f>NOW()</f><v>46276.4</v>", "", "error TYP-020", address="B29"),
    _signed_by(
        "`=DATE(2026,9,9)` as the day of signing",
        "<f>DATE(2026,9,9)</f><v>46274</v>",
        "",
        "query TYP-019",
        address="B29",
    ),
    _signed_by(
        "the day of signing struck by an error", "<v>#N/A</v>", "e", "error TYP-018", "query PRV-001", address="B29"
    ),
)

GROUPS = {SHOWN, ARRAYS, WORDS}
HOSTILE = (*FORMATS, *LOOKED, *FORMULAS, *SPOKEN)
