"""How the command line shows what accepting means, what was accepted, and what was taken back."""

from __future__ import annotations

from pmr_xl.cli.words.say import say
from pmr_xl.cli.words.show import tally
from pmr_xl.desk.acceptance.accept import TakenIn
from pmr_xl.desk.acceptance.preview import Accepting
from pmr_xl.record import Withdrawn
from pmr_xl.words import accepting as in_words


def show_accepting(told: Accepting) -> None:
    """What a file is, what is open on it, what was decided, and what the record would learn."""
    say(told.path.name, bold=True, nl=False)
    say(f"   {in_words.of_what(told)}")
    if told.again is not None:
        return
    say(f"  {tally(told.result.findings)}")
    if told.submission.asked is not None and told.submission.asked is not told.submission.chapter:
        say("  Its form was made from an older schema; “pmr migrate” moves all that is filled in into today's.")
    _listed(in_words.open_lines(told))
    _listed(in_words.corrected_lines(told))
    _listed(in_words.decided_lines(told))
    say(f"  {in_words.in_the_record(told)}")
    _listed(in_words.figure_lines(told))
    _listed(in_words.target_lines(told))


def show_accepted(done: TakenIn) -> None:
    """The receipt."""
    say(f"✓ {in_words.receipt_line(done.accepted)} SHA-256 {done.accepted.sha256}", fg="green")
    for sentence in (*in_words.despite_lines(done.accepted), *in_words.follows_lines(done)):
        say(f"  {sentence}")


def show_withdrawn(gone: Withdrawn) -> None:
    """What was taken back, and what counts now."""
    first, *rest = in_words.withdrawn_lines(gone)
    say(f"✓ {first}", fg="green")
    for line in rest:
        say(f"  {line}")


def _listed(lines: list[str]) -> None:
    for line in in_words.first_lines(lines):
        say(f"    {line}")
