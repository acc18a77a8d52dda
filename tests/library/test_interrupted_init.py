"""An ``init`` that was interrupted is completed by the next; what somebody decided there is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmr_xl.cli import main
from pmr_xl.office import Library, init_office

MOVES = ("settings.yaml", "inbox", "outbox", "schemas")


def init(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(["init", str(folder)])
    told = capsys.readouterr()
    return int(left.value.code or 0), told.out + told.err


@pytest.mark.parametrize("moved", range(1, 4))
def test_an_interrupted_init_is_completed_by_the_next(tmp_path, capsys, moved):
    whole = init_office(tmp_path / "whole")
    (folder := tmp_path / "office").mkdir()
    for name in MOVES[:moved]:
        (whole / name).rename(folder / name)
    if moved > 1:
        (folder / "inbox" / "PMR_DSNY.xlsx").write_bytes(b"somebody was quick")
    code, told = init(folder, capsys)
    assert (code, "is ready" in told) == (0, True)
    assert sorted(one.name for one in folder.iterdir()) == sorted(MOVES)
    assert len(Library(folder).agencies()) == 45
    assert (folder / "inbox" / "PMR_DSNY.xlsx").exists() is (moved > 1)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("kept", ["settings.yaml", "inbox", "record.sqlite", "schemas"])
def test_what_is_not_left_by_an_interrupted_one_is_refused_as_it_stands(tmp_path, capsys, kept):
    (folder := tmp_path / "office").mkdir()
    if "." in kept:
        (folder / kept).write_text("near: 0.2\n", encoding="utf-8")
    else:
        (folder / kept).mkdir()
    code, told = init(folder, capsys)
    assert code == 2
    assert f"already holds {kept}; nothing was changed" in told
    assert [one.name for one in folder.iterdir()] == [kept]


def test_a_disk_without_room_is_told_with_its_reason(tmp_path, monkeypatch, capsys):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    code, told = init(tmp_path / "office", capsys)
    assert code == 2
    assert "cannot be written: No space left on device" in told
    assert list(tmp_path.iterdir()) == []
