"""Files are written by ``atomic_write`` alone; whoever writes one straight says on the line why."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pmr_xl

SETTINGS = Path(pmr_xl.__file__).parent
ONE_WAY = SETTINGS / "atomic_write.py"
WHY = "# straight: "
CHANGING = set("wax+")


def written(source: str) -> Iterator[int]:
    """The lines of a module on which a file is written without the one way."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        method = isinstance(call.func, ast.Attribute)
        words = {
            word.value for word in ast.walk(call) if isinstance(word, ast.Constant) and isinstance(word.value, str)
        }
        modes = {word for word in words if 0 < len(word) <= 3 and set(word) <= set("rwaxbt+")}
        if (method and called in {"write_text", "write_bytes", "touch"}) or (
            called in {"open", "fdopen"} and any(CHANGING & set(mode) for mode in modes)
        ):
            yield call.lineno


def test_a_file_is_written_by_one_way_or_says_why_not():
    silent, told = [], 0
    for path in sorted(SETTINGS.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        for number in set(written(source)) if path != ONE_WAY else ():
            line = lines[number - 1]
            told += WHY in line
            if not line.partition(WHY)[2].strip():
                silent.append(f"{path.relative_to(SETTINGS)}:{number}: {line.strip()}")
    assert silent == []  # write_atomically writes it, else “# straight: why” stands there
    assert told >= 10


@pytest.mark.parametrize(
    "line",
    [
        "path.write_text('x')", "path.write_bytes(b'')", "path.touch()", "open(path, 'w')", "path.open('xb')",
        "path.open(mode='a')", "os.fdopen(n, 'wb')", "path.open('rb+')",
    ],
)  # fmt: skip
def test_each_way_to_write_is_seen(line):
    assert list(written(line)) == [1]


@pytest.mark.parametrize(
    "line", ["path.open('rb')", "open(path)", "write_text(path, 'x')", "write_atomically(path, b'')"]
)
def test_reading_and_the_one_way_are_not(line):
    assert list(written(line)) == []
