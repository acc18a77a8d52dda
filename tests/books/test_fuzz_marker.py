"""Damaged workbooks: the marker marks a copy that can be taken back, or says why not; never a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import made
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmr_xl.books.marking.marker import mark, unmark
from pmr_xl.books.marking.repairer import apply, undo
from pmr_xl.forms.review_copy.findings_sheet import lay
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.finding import Repair

WORDS = (
    b'"',
    b"<",
    b">",
    b"/",
    b"1",
    b"-1",
    b"x",
    b"",
    b'r="',
    b"A0",
    b"99999999999",
    b"\xff",
    b"rId1",
    b"</",
    b"ref",
    b" ",
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> list[dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("made")
    return [made.parts_of(build(folder / f"{name}.xlsx")) for name, build in made.MADE.items()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@given(st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_damaged_workbook_never_gives_a_traceback(sources, folder, data):
    parts = dict(data.draw(st.sampled_from(sources)))
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(parts)))
        at = data.draw(st.integers(0, max(0, len(parts[name]) - 1)))
        length = data.draw(st.integers(0, 12))
        parts[name] = parts[name][:at] + data.draw(st.sampled_from(WORDS)) + parts[name][at + length :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    source, target, back = folder / "a.xlsx", folder / "b.xlsx", folder / "c.xlsx"
    source.write_bytes(out.getvalue())
    findings = [*made.sample(), made.found("Submission", 1, 1, repair=Repair("1", 2.0, "w"))]
    try:
        if mark(source, target, findings, lay(findings)).marked:
            assert unmark(target, back).exact
            assert made.parts_of(back) == parts
    except (Unreadable, Fault):
        pass
    try:
        if apply(source, target, findings).target:
            undo(target, back)
            assert made.parts_of(back) == parts
    except (Unreadable, Fault):
        pass
    assert source.read_bytes() == out.getvalue(), "whatever came of it, the submission is as it was"
