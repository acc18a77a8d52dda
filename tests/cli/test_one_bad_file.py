"""Whatever one file does to the program, the others are gone through, and the log has the rest."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.cli.words.faults import OUR_FAULT, for_each_file


def test_one_file_that_breaks_the_program_does_not_end_the_batch(tmp_path, monkeypatch):
    monkeypatch.setenv("PMR_LOG", str(tmp_path / "pmr.log"))
    told, done = [], []

    def act(path: Path) -> int:
        if path.name == "b.xlsx":
            raise RuntimeError("half a sign \ud83d")
        done.append(path.name)
        return 1

    assert for_each_file([Path("a.xlsx"), Path("b.xlsx"), Path("c.xlsx")], act, told.append) == OUR_FAULT
    assert done == ["a.xlsx", "c.xlsx"]
    assert [fault.message.partition(":")[0] for fault in told] == ["b.xlsx"]
    assert str(tmp_path / "pmr.log") in told[0].remedy
    assert "RuntimeError" in (tmp_path / "pmr.log").read_text(encoding="utf-8")
