"""Accepting and taking back: shown first what it means, asked why where queries are open, then done or refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books import live, live_dialogs
from pmr_xl.excel.ribbon.button import desk
from pmr_xl.excel.ribbon.source import ButtonSource
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.acceptance.accept import TakenIn
    from pmr_xl.desk.acceptance.preview import Accepting
    from pmr_xl.desk.desk import Desk

_SHOWN = 4  # lines of a kind: a message box holds 1,024 signs
_LONGEST_LINE, _LONGEST = 120, 950


def accept(source: ButtonSource) -> str:
    """Show what accepting the submission means, ask, and take it into the record; empty where the user cancels.

    Raises:
        Fault: as the command refuses it; queries are open and no reason is given.
    """
    from pmr_xl.desk.acceptance.accept import require_no_refusal, take
    from pmr_xl.desk.acceptance.preview import preview_acceptance
    from pmr_xl.desk.tables.since_release import figures_stand
    from pmr_xl.words.releasing import in_no_release

    at = desk()
    path = own_file(at, source)
    told = preview_acceptance(at, path)
    if told.again is not None:
        return _receipt(take(at, told))
    require_no_refusal(told)
    if not live_dialogs.ask_ok(source.app, _meant(told)):
        return ""
    why = ""
    if told.queries:
        many = f"{len(told.queries)} {plural(len(told.queries), 'query is open', 'queries are open')}"
        asked = live_dialogs.ask(
            source.app, f"{many}. Why is {source.name} accepted nevertheless? The record keeps it."
        )
        if asked is None:
            return ""
        why = _reason(asked, "accepted", "Accept")
    before = figures_stand(at)
    receipt = _receipt(take(at, told, despite=why))
    return "\n\n".join([receipt, *in_no_release(at, before, told.submission.edition)])


def withdraw(source: ButtonSource) -> str:
    """Ask why, and take the latest acceptance of the submission's agency and report back; empty where the user cancels.

    Raises:
        Fault: nothing of it is accepted, or no reason is given.
    """
    from pmr_xl.desk.acceptance.withdraw import withdraw as take_back
    from pmr_xl.desk.tables.since_release import figures_stand
    from pmr_xl.desk.validate import judge_file
    from pmr_xl.words import accepting as in_words
    from pmr_xl.words.releasing import in_no_release

    at = desk()
    submission = judge_file(at, own_file(at, source)).submission
    if submission is None:
        raise Fault(f"{source.name} names no agency and report.", "Open a submission, then press the button again.")
    edition, agency = submission.edition, submission.chapter.agency
    there = at.record.accepted_submissions(edition, agency)
    if not there:
        raise Fault(f"Nothing of {agency} is accepted for {edition.title}.", "Nothing has to be taken back.")
    last = there[-1]
    asked = live_dialogs.ask(
        source.app,
        f"{agency} {edition.title}, version {last.version} ({last.file}), accepted by {last.who} on {last.at[:10]}, "
        "is taken back, whole. Why? The record keeps it.",
    )
    if asked is None:
        return ""
    before = figures_stand(at)
    told = in_words.withdrawn_lines(take_back(at, edition, agency, _reason(asked, "taken back", "Withdraw")))
    return "\n\n".join([*told, *in_no_release(at, before, edition)])


def own_file(at: Desk, source: ButtonSource) -> Path:
    """The submission's own file, beside what is in front or in the inbox: the record keeps it byte for byte.

    Answers on its review copy are saved first.

    Raises:
        Fault: it has unsaved changes, or is not on this computer.
    """
    from pmr_xl.desk.received.answers import review_path

    places = [source.file] if source.file else [folder / source.name for folder in (source.home, at.office.inbox)]
    path = next((one for one in places if one.is_file()), None)
    if path is None:
        raise Fault(f"{source.name} is found in no folder of this computer.", "Save it in the inbox, then press again.")
    open_one = live.find_open(source.app, path)
    if open_one is not None and live.is_saved(open_one.api) is False:
        raise Fault(
            f"{source.name} has changes that are not saved.",
            "The file as it was sent is what is accepted: save it or close it without saving, then press again.",
        )
    for home in dict.fromkeys((source.home, path.parent)):
        review = live.find_open(source.app, review_path(path, home))
        if review is not None:
            live.retry_while_busy(review.save)
    return path


def _meant(told: Accepting) -> str:
    from pmr_xl.words import accepting as in_words

    queries = in_words.open_lines(told)
    parts = [
        [f"Accept {told.path.name}?", in_words.of_what(told)],
        [f"{len(queries)} open:", *in_words.first_lines(queries, _SHOWN)] if queries else ["No query is open."],
        in_words.first_lines(in_words.corrected_lines(told), _SHOWN),
        in_words.first_lines(in_words.decided_lines(told), _SHOWN),
        [
            in_words.in_the_record(told),
            *in_words.first_lines([*in_words.figure_lines(told), *in_words.target_lines(told)], _SHOWN),
        ],
    ]
    text = "\n\n".join("\n".join(_short(line, _LONGEST_LINE) for line in part) for part in parts if part)
    return _short(text, _LONGEST)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _reason(asked: str, done: str, button: str) -> str:
    if not asked.strip():
        raise Fault(f"Nothing is {done}: no reason is given.", f"Press {button} again and type it.")
    return asked.strip()


def _receipt(done: TakenIn) -> str:
    from pmr_xl.words import accepting as in_words

    said = [in_words.receipt_line(done.accepted), *in_words.despite_lines(done.accepted)]
    return "\n\n".join([*said, *in_words.follows_lines(done), "Withdraw acceptance takes it back."])
