"""The guided tour for new staff: what to do, what to find out, and the answer. docs/practice.md is made of it."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.quick.named import NamedTuple

_FDNY, _DSNY = "inbox/PMR_FDNY_MMR_FY26_v1.xlsx", "inbox/PMR_DSNY_MMR_FY26_v1.xlsx"


class TourStep(NamedTuple):
    """One step.

    Attributes:
        minutes: how long it takes.
        text: what is to be known before, and where to look.
        commands: what is typed, one after the other, standing in the practice folder.
        leaves: with which exit code each of them ends, where that is not 0.
        answer: to the question, as one types it; ``shown``: the words in which it stands.
        file: where these words stand; empty: in what the last command says.
        after: what to take along.
    """

    title: str
    minutes: int
    text: str
    commands: tuple[str, ...]
    question: str
    answer: str
    shown: str
    after: str
    leaves: tuple[int, ...] = ()
    file: str = ""


TOUR = (
    TourStep(
        "Where everybody stands", 5,
        "It is the season of the Mayor's Management Report. Three agencies are yours; each has sent its form.",
        ("pmr board --of Trainee",),
        "By how many days is the police department's form late?", "12", "12 days late",
        "Nobody ticks a box: state, counts and lateness are computed from the files in the inbox and from the record. "
        "Without --of the board shows all 45.",
    ),
    TourStep(
        "Check a form", 8,
        "The fire department's form has a dozen slips that real returns have had. Each finding says where, what was "
        "found, and how to correct it; the review copy in the outbox marks each on its cell.",
        (f"pmr validate {_FDNY} --into outbox",),
        "Which rule says that a time of five minutes was stored as five hours?", "TYP-004", "TYP-004  Submission!J23",
        "An error is corrected; a query (▲) is corrected or explained; what is “for the office” is no agency's fault.",
        leaves=(2,),
    ),
    TourStep(
        "Why a rule asks", 4,
        "Each rule has a page: why it asks, how to correct it, and examples that are its tests.",
        ("pmr rules TYP-004",),
        "How is ten minutes and seventeen seconds typed, so that Excel does not take it for hours?", "0:10:17",
        "0:10:17", "The same page opens in the browser from a finding, with the button Help.",
    ),
    TourStep(
        "Suggested fixes", 5,
        "What can be corrected without touching a meaning is offered, never done by itself.",
        (f"pmr repair {_FDNY}",),
        "How many fixes are offered?", "2", "2 suggested fixes",
        "--apply makes them in a copy. The thousandfold figure is not among them: which of the two is meant, only the "
        "agency knows.",
    ),
    TourStep(
        "Correct by telephone", 6,
        "The fire department calls: 49,216,000 violation orders are 49,216. The file stays as it was sent; the figure "
        "is kept beside it, with who said so.",
        (
            f'pmr correct {_FDNY} fdny-violation-orders-issued 49216 --said-by "A. Person" --why "typed in thousands"',
            f"pmr validate {_FDNY} --into outbox",
        ),
        "How many errors are left to correct?", "9", "9 errors to correct",
        "The agency's next version confirms it, or says otherwise; both are noted.", leaves=(0, 2),
    ),
    TourStep(
        "What needs an eye", 8,
        "One workbook over all your agencies: critical targets missed, missed again, unusual, unexplained. Open it "
        "from the outbox, read the first ten rows, and choose a decision in a yellow cell.",
        ("pmr exceptions --of Trainee",),
        "How many rows declined by 10% or more?", "21", "21  ✕ Declined ≥ 10%",
        "“pmr decide outbox/PMR_exceptions_MMR-FY26_trainee.xlsx” takes decisions in. Return and Hold become "
        "commitments that stick to their indicator.",
    ),
    TourStep(
        "Write to the agencies", 4,
        "A letter says what is open and where it is marked. An agency of which nothing is asked gets none.",
        ("pmr letters DSNY FDNY NYPD --word",),
        "Which of the three gets no letter?", "DSNY", "Nothing is asked of DSNY: no letter.",
        "--mail drafts a mail with the review copy attached. Nothing is ever sent by the program.",
    ),
    TourStep(
        "Take a form in", 5,
        "A form with an open error is refused, whoever asks. The sanitation department's is ready.",
        (f"pmr accept {_FDNY}", f"pmr accept {_DSNY}"),
        "How many figures are new in the record?", "58", "58 new figures",
        "With open queries it would ask why (--despite). “pmr withdraw MMR-FY26 DSNY --why …” takes it back, whole.",
        leaves=(2, 0),
    ),
    TourStep(
        "Where a figure comes from", 4,
        "Every figure leads to its file and cell, and says who took it in.",
        ("pmr record show dsny-lots-cleaned-citywide",),
        "In which cell of the form does the 257 of fiscal 2026 stand?", "J4", "Submission!J4",
        "Published figures lead to the table and row that stated them.",
    ),
    TourStep(
        "What was agreed", 6,
        "An auditors' list is in the folder. Its columns are found by their headings; one day in it is none.",
        ("pmr commitment import recommendations.csv", "pmr commitment list --overdue"),
        "Which commitment is overdue?", "C-0001", "C-0001  DSNY       ✕",
        "It is implemented with evidence and closed with a figure or a reason: pmr commitment update C-1 --status "
        "implemented --evidence “…”. “pmr commitment sheet DSNY” lets the agency say it.", leaves=(4, 1),
    ),
    TourStep(
        "Before and after the meeting", 5,
        "One page for senior staff, with charts; the worksheet to talk targets over with; the memo that follows.",
        ("pmr brief FDNY", "pmr targets FDNY", "pmr commitment memo DSNY"),
        "Open PMR_DSNY_memo.txt: under which heading does the audit's first recommendation stand?", "Overdue",
        "\nOverdue\n  C-0001", "Every figure in them is the printed figure.", file="outbox/PMR_DSNY_memo.txt",
    ),
)  # fmt: skip


def page() -> str:
    """The guide for new staff, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    minutes = sum(step.minutes for step in TOUR)
    yield "# Practice: a first hour"
    yield ""
    yield (
        f"For new staff: {len(TOUR)} steps, {minutes} minutes, on the City's real figures of fiscal 2026, with answers."
    )
    yield (
        "`pmr practice` makes the folder: an office of your own with three agencies' forms in its inbox, an auditors' "
        "list, and"
    )
    yield (
        "`PMR_practice.xlsx`, which asks each question and says whether your answer is right. None of it is real work."
    )
    yield ""
    yield "```console"
    yield "$ pmr practice --into pmr-practice"
    yield "$ cd pmr-practice"
    yield "```"
    for number, step in enumerate(TOUR, start=1):
        yield ""
        yield f"## {number} {step.title} ({step.minutes} minutes)"
        yield ""
        yield step.text
        yield ""
        yield "```console"
        yield from (f"$ {command}" for command in step.commands)
        yield "```"
        yield ""
        yield f"**{step.question}**"
        yield ""
        yield f"<details><summary>Answer</summary>{step.answer}. {step.after}</details>"
    yield ""
    yield "What each command does more of: [for analysts](analysts.md), [for supervisors](supervisors.md)."
