"""One live example of each function, worked out by calling it."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pmr_xl.build.functions_book import FunctionExample

CALLS: tuple[tuple[str, str], ...] = (
    ("PMR_VARIANCE({119748;98210;0.632},{112300;97000;0.611})", "#,##0.###"),
    ("PMR_VARIANCE_PCT({119748;98210;15},{112300;98210;12})", "0.0%"),
    ('PMR_STATUS({"up";"down";"none"},{96;560;41},{95;480;40})', "General"),
    ("PMR_TREND({90,91,95,99,104;12,12,11,12,12})", "General"),
    ('PMR_FYTD({410,395,388,402},"sum")', "#,##0"),
    ('PMR_FYTD({0.91,0.88,0.9,0.93},"average")', "0.0%"),
    ('PMR_DURATION({"9:13";"68:00"},"minutes:seconds")', "[m]:ss"),
    ('PMR_SHOW({0.632;0.0749},"percent",1)', "General"),
    ('PMR_SHOW(0.006400462962963,"minutes:seconds")', "General"),
    ('PMR_SHOW(2361.1,"dollars_millions",1)', "General"),
    ('PMR_ACTUAL("dsny-vacant-lot-cleaning-requests",{"FY24";"FY25"})', "#,##0"),
    ('PMR_TARGET("dsny-vacant-lot-cleaning-requests","FY26")', "#,##0"),
    ('PMR_UNIT("dsny-vacant-lot-cleaning-requests")', "General"),
    ('TRANSPOSE(PMR_SERIES("dsny-vacant-lot-cleaning-requests",4))', "#,##0"),
    ('PMR_CHECK("dsny-vacant-lot-cleaning-requests"," 1,234 ","MMR","FY26")', "General"),
)  # fmt: skip


def examples() -> list[FunctionExample]:
    """The examples, in the order of the sheet."""
    from pmr_xl.excel import udfs

    worked = []
    with shipped_office():
        for call, number_format in CALLS:
            inner = call.removeprefix("TRANSPOSE(").removesuffix(")") if call.startswith("TRANSPOSE(") else call
            name, arguments = parse_call(inner)
            function = getattr(udfs, name)
            says = " ".join((function.__doc__ or "").split())
            rows = function(*arguments)
            worked.append(
                FunctionExample(
                    name, says, call, rows if inner == call else list(zip(*rows, strict=True)), number_format
                )
            )
    return worked


@contextmanager
def shipped_office() -> Iterator[None]:
    """The functions look into the schemas and figures that come with the program, whatever this user's office is."""
    from pmr_xl.office import built_in_office

    before = os.environ.get("PMR_OFFICE")
    os.environ["PMR_OFFICE"] = str(built_in_office())
    try:
        yield
    finally:
        if before is None:
            del os.environ["PMR_OFFICE"]
        else:
            os.environ["PMR_OFFICE"] = before


def parse_call(call: str) -> tuple[str, list[Any]]:
    """A formula of constants as the function's name and what xlwings would hand it.

    Array constants are Excel's: ``,`` parts columns and ``;`` rows.
    """
    name, _, rest = call.removesuffix(")").partition("(")
    body = re.sub(r"\{([^}]*)\}", lambda found: "[[" + found[1].replace(";", "],[") + "]]", rest)
    arguments = ast.literal_eval(f"[{body}]")
    return name, [cells if isinstance(cells, list) else [[cells]] for cells in arguments]
