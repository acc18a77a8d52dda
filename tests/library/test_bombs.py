"""What an office's YAML can do to whoever reads it: nothing; it is told with file and line, and at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pace import at_most

from pmr_xl.cli.commands import pmr
from pmr_xl.model.fault import Fault
from pmr_xl.office import init_office

LAUGHS = "\n".join(["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30))])
TWICE = "\n".join(["m0: &m0 {x: 1}", *(f"m{n}: &m{n} {{a: *m{n - 1}, b: *m{n - 1}}}" for n in range(1, 40))])
BOMBS = {
    "a billion laughs": (LAUGHS, r"line \d+: written out, what stands there is more than 500,000 keys and values"),
    "mappings doubled": (TWICE, r"line \d+: written out, what stands there is more than 500,000 keys and values"),
    "a list that holds itself": ("near: &a [*a]", "line 1: what stands there holds itself"),
    "a mapping that holds itself": ("rules: &a\n  OUT-001: *a", r"line \d: what stands there holds itself"),
    "brackets": ("near: " + "[" * 5000 + "]" * 5000, "nested more than 60 deep|is not YAML"),
    "brackets a few": ("near: " + "[" * 200 + "]" * 200, "nested more than 60 deep"),
    "keys within keys": ("".join(f"{' ' * n}k{n}:\n" for n in range(300)), "nested more than 60 deep"),
    "a long number": ("near: " + "9" * 5000, "line 1: a number of 5,000 digits stands there"),
    "a long fraction": ("near: 0." + "1" * 5000, "line 1: a number of 5,002 digits stands there"),
    "a tag": ("near: !!python/object/apply:os.system [x]", "is not YAML"),
}


@pytest.mark.parametrize("file", ["settings.yaml", "schemas/agencies.yaml", "schemas/indicators/dsny.yaml"])
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_told_at_once_with_its_line(tmp_path, monkeypatch, bomb, file):
    monkeypatch.setenv("PMR_CACHE", str(tmp_path / "cache"))
    office = init_office(tmp_path / "office")
    text, told = BOMBS[bomb]
    (office / file).write_text(text + "\n", encoding="utf-8")
    asked = ["--office", str(office), "blank", "DSNY", "--due", "2026-09-17", "--into", str(tmp_path)]
    with at_most(5.0):
        done = CliRunner().invoke(pmr, asked)
    assert isinstance(done.exception, Fault), done.output
    assert Path(file).name in str(done.exception)
    with pytest.raises(Fault, match=told):
        raise done.exception


def test_an_alias_that_stands_for_a_line_or_two_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("PMR_CACHE", str(tmp_path / "cache"))
    office = init_office(tmp_path / "office")
    (office / "settings.yaml").write_text("near: &share 0.2\nlarge_change: *share\n", encoding="utf-8")
    done = CliRunner().invoke(pmr, ["--office", str(office), "rules", "OUT-001"])
    assert done.exit_code == 0, done.exception
