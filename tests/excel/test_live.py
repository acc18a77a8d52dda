"""Live books away from any spreadsheet: busy, unsaved and cloud books, the settings file, and what can be undone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from pmr_xl.books import live, live_dialogs
from pmr_xl.excel import buttons
from pmr_xl.excel.ribbon import journal
from pmr_xl.excel.ribbon import navigation as walk
from pmr_xl.excel.ribbon.button import BUTTONS, button
from pmr_xl.excel.ribbon.source import submission_name
from pmr_xl.excel.settings import read_settings, write_settings
from pmr_xl.model.fault import Fault


class RefusedError(Exception):
    """As pywin32 raises Excel's refusals: code, words, details."""

    def __init__(self, code: int) -> None:
        super().__init__(code, "Call was rejected by callee.", None, None)
        self.hresult = code


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(live, "WAITS", (0.0, 0.0, 0.0))


def test_a_busy_excel_is_tried_again():
    answers = [RefusedError(-2147418111), RefusedError(-2146777998), None]

    def action() -> str:
        if (refused := answers.pop(0)) is not None:
            raise refused
        return "done"

    assert live.retry_while_busy(action) == "done"


def test_an_excel_that_stays_busy_is_one_sentence():
    def action() -> None:
        raise RefusedError(-2147418111)

    with pytest.raises(Fault, match="Press Enter or Esc in Excel"):
        live.retry_while_busy(action)


def test_other_refusals_are_not_tried_again():
    tries = []

    def action() -> None:
        tries.append(1)
        raise RefusedError(-2147024891)

    with pytest.raises(RefusedError):
        live.retry_while_busy(action)
    assert len(tries) == 1


class FakeExcel:
    """Excel's own Workbook object, as far as a snapshot asks it."""

    def __init__(self, *, saved: bool, refuses: Exception | None = None) -> None:
        self.Saved, self._refuses = saved, refuses

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 - Excel's name
        if self._refuses is not None:
            raise self._refuses
        Path(path).write_bytes(b"as it stands now")


def book(fullname: str, api: object) -> SimpleNamespace:
    name = fullname.replace("\\", "/").rpartition("/")[2]
    return SimpleNamespace(name=name, impl=SimpleNamespace(fullname=fullname), api=api)


def test_a_saved_book_is_its_file_byte_for_byte(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"on disk")
    (tmp_path / "s").mkdir()
    taken = live.snapshot(book(str(tmp_path / "a.xlsx"), FakeExcel(saved=True)), tmp_path / "s")
    assert taken.read_bytes() == b"on disk"


def test_an_unsaved_change_is_in_the_copy(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"on disk")
    (tmp_path / "s").mkdir()
    taken = live.snapshot(book(str(tmp_path / "a.xlsx"), FakeExcel(saved=False)), tmp_path / "s")
    assert taken.read_bytes() == b"as it stands now"


@pytest.mark.parametrize("name", ["Book1", "https://city.sharepoint.com/sites/ops/PMR_DSNY_MMR_FY26_v1.xlsx"])
def test_never_saved_and_cloud_books_are_copied_by_excel(tmp_path, name):
    taken = live.snapshot(book(name, FakeExcel(saved=True)), tmp_path)
    assert taken.suffix == ".xlsx"
    assert taken.read_bytes() == b"as it stands now"
    assert live.folder_of(book(name, None)) is None


def test_protected_view_and_macs_get_one_sentence(tmp_path):
    with pytest.raises(Fault, match="Protected View"):
        live.snapshot(book("https://x/a.xlsx", FakeExcel(saved=True, refuses=OSError("no"))), tmp_path)
    with pytest.raises(Fault, match="Save it in a folder on this computer"):
        live.snapshot(book("Book1", SimpleNamespace()), tmp_path)


class MacBook:
    """Excel's Workbook on a Mac: it says ``saved``, when asked once more, and makes no copies."""

    def __init__(self, *, saved: bool) -> None:
        self.saved = SimpleNamespace(get=lambda: saved)


def test_on_a_mac_unsaved_changes_are_told_and_not_passed_over(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"on disk")
    (tmp_path / "s").mkdir()
    here = str(tmp_path / "a.xlsx")
    assert live.snapshot(book(here, MacBook(saved=True)), tmp_path / "s").read_bytes() == b"on disk"
    for unsure in (MacBook(saved=False), SimpleNamespace()):
        with pytest.raises(Fault, match=r"has changes that PMR cannot see\. Save it"):
            live.snapshot(book(here, unsure), tmp_path / "s")


def test_a_protected_book_is_told_as_such(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(live._ENCRYPTED + b"locked")
    (tmp_path / "s").mkdir()
    with pytest.raises(Fault, match="password or a sensitivity label"):
        live.snapshot(book(str(tmp_path / "a.xlsx"), FakeExcel(saved=True)), tmp_path / "s")


@pytest.mark.parametrize("name", ["https://city.sharepoint.com/sites/ops/a.xlsx", "a.xlsx"])
def test_a_cloud_s_book_of_the_same_name_is_neither_saved_nor_closed_nor_shown(tmp_path, name):
    there = book(name, None)
    there.save = there.close = there.activate = lambda: pytest.fail("it is somebody else's")
    app = SimpleNamespace(books=[there])
    for act in (live.close_saved, live.open_beside):
        with pytest.raises(Fault, match=r"Another a\.xlsx is open, from"):
            act(app, tmp_path / "a.xlsx")


def test_a_book_of_a_library_that_is_kept_here_is_the_file_it_is(tmp_path, monkeypatch):
    from pmr_xl.books import known_folders

    kept = [("https://city.sharepoint.com/sites/ops/Shared Documents/", tmp_path)]
    monkeypatch.setattr(known_folders, "_kept_here", lambda: iter(kept))
    (tmp_path / "In box").mkdir()
    there = book("https://city.sharepoint.com/sites/Ops/Shared Documents/In%20box/a.xlsx", None)
    assert live.find_open(SimpleNamespace(books=[there]), tmp_path / "In box" / "a.xlsx") is there
    assert known_folders.local_folder("https://elsewhere.com/a.xlsx") is None


def test_two_places_of_a_cloud_have_two_folders():
    from pmr_xl.books.known_folders import folder_for

    one, two = (folder_for(f"https://city.sharepoint.com/sites/{site}/Forms%202026/a.xlsx") for site in ("ops", "dot"))
    assert one != two
    assert one.parent == two.parent
    assert one.name.startswith("Forms 2026 ")
    assert folder_for("Book1").name == "PMR"


@pytest.mark.parametrize(
    ("window", "key", "counts"), [("XLMAIN", 1, True), ("XLMAIN", 0, False), ("rctrl_renwnd32", 1, False)]
)
def test_esc_counts_only_while_excel_is_in_front(window, key, counts):
    def name(_window: int, buffer, _length: int) -> int:
        buffer.value = window
        return len(window)

    user32 = SimpleNamespace(GetAsyncKeyState=lambda _: key, GetForegroundWindow=lambda: 1, GetClassNameW=name)
    assert live_dialogs.escape_in_excel(user32) is counts


def test_a_book_of_the_same_name_from_elsewhere_is_left_alone(tmp_path):
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.xlsx").write_bytes(b"")
    app = SimpleNamespace(books=[book(str(tmp_path / "there" / "a.xlsx"), None)])
    with pytest.raises(Fault, match=r"Another a\.xlsx is open"):
        live.find_open(app, tmp_path / "here" / "a.xlsx")
    assert live.find_open(app, tmp_path / "there" / "A.XLSX") is app.books[0]
    assert live.find_open(app, tmp_path / "here" / "b.xlsx") is None


def test_a_review_copy_has_the_name_of_its_submission():
    assert submission_name("PMR_DSNY_MMR_FY26_v1_review.xlsx") == "PMR_DSNY_MMR_FY26_v1.xlsx"
    assert submission_name("PMR_DSNY_MMR_FY26_v1.xlsx") == "PMR_DSNY_MMR_FY26_v1.xlsx"
    assert submission_name("Book1") == "Book1"


def test_undo_brings_back_what_stood_there_and_throws_nothing_away(tmp_path):
    made, desk = tmp_path / "made", tmp_path / "desk"
    for folder in (made, desk):
        folder.mkdir()
    (desk / "old.xlsx").write_text("before")
    (made / "old.xlsx").write_text("after")
    (made / "new.xlsx").write_text("new")
    journal.place("Trial", [made / "old.xlsx", made / "new.xlsx"], desk)
    assert (desk / "old.xlsx").read_text() == "after"
    undone = journal.undo()
    assert (desk / "old.xlsx").read_text() == "before"
    assert not (desk / "new.xlsx").exists()
    assert (Path(undone.folder) / "undone" / "new.xlsx").read_text() == "new"
    with pytest.raises(Fault, match="no PMR action to undo"):
        journal.undo()


def test_only_the_last_actions_are_kept(tmp_path):
    for number in range(journal.KEPT + 3):
        file = tmp_path / "made.xlsx"
        file.write_text(str(number))
        journal.place(f"Action {number}", [file], tmp_path / "desk")
    noted = journal.actions()
    assert [action.name for action in noted] == [f"Action {n}" for n in range(3, journal.KEPT + 3)]
    assert all(Path(action.folder).is_dir() for action in noted)


def test_a_damaged_journal_is_an_empty_one(own_home):
    journal.place("Trial", [], own_home / "desk")
    (own_home / "state" / "pmr_xl" / "undo.json").write_text("{half")
    assert journal.actions() == []


def test_settings_come_back_as_vba_reads_them(tmp_path):
    path = tmp_path / ".pmr" / "pmr.conf"
    told = {"INTERPRETER_WIN": r"C:\Users\José\python.exe", "OFFICE": 'a "quoted", folder'}
    write_settings(told, path)
    assert read_settings(path) == told
    assert read_settings(tmp_path / "none.conf") == {}


def test_what_was_found_stays_on_the_status_bar(monkeypatch):
    told: list[object] = []

    class App(SimpleNamespace):
        def __setattr__(self, name: str, value: object) -> None:
            told.append(value)

    one = walk.Listed(7, "✕ Error", "TYP-001", "Submission!J7", "“1,234”", "Type 1234 as a number.", "○ Open", "")
    found = SimpleNamespace(still_open=[one])
    monkeypatch.setattr(walk, "review_of", lambda book: book)
    monkeypatch.setattr(walk, "list_findings", lambda _: found)
    monkeypatch.setattr(live, "show_cell", lambda *_: True)
    here = SimpleNamespace(name="a_review.xlsx", app=App(selection=None), sheets=[])
    buttons.next_finding(here)
    assert told[-2:] == [False, "1 of 1 · 1 error left · ✕ Error TYP-001 “1,234”: Type 1234 as a number."]


def test_a_fault_and_a_failure_of_ours_are_each_one_sentence(own_home):
    said: list[tuple[str, str]] = []
    app = SimpleNamespace(
        status_bar=False, alert=lambda text, title, mode: said.append((text, mode)),  # noqa: ARG005 - xlwings' own signature
    )  # fmt: skip
    here = SimpleNamespace(app=app)

    @button("trying …")
    def told(_book: object) -> str:
        raise Fault("The disk is full.", "Make room.")

    @button("trying …")
    def broken(_book: object) -> str:
        raise KeyError("in the works")

    try:
        told(here)
        broken(here)
    finally:
        del BUTTONS["told"], BUTTONS["broken"]
    assert said[0] == ("The disk is full. Make room.", "critical")
    assert said[1][0].startswith("PMR could not finish.")
    assert "Traceback" not in said[1][0]
    assert "in the works" in next(own_home.rglob("pmr.log")).read_text()
    assert app.status_bar is False
