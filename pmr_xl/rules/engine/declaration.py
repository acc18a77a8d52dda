"""A rule: one function that says where, its words beside it, its page in the file next to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from functools import cache
from typing import Any, TypeAlias

from pmr_xl.analysis.basis import Basis
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Entered, Entry
from pmr_xl.model.finding import Repair, Severity
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class

Judge: TypeAlias = Callable[..., Iterator["Spot"]]
Condition: TypeAlias = Callable[[Basis], bool]  # on what is known of an indicator before a form comes in
WHOLE_SHEET = 0  # row and column of a place that is a sheet, not a cell

# What can be out of the ordinary in a row, beside its columns by their keys.
YEARS = "years"  # a published year's cell shows something else than was published
STORED_OTHERWISE = "stored otherwise"  # a number is not kept as one types it into the form, or has more digits
UNUSUAL = "unusual"  # a number is outside of its usual band


@value_class
class Spot:
    """Where a rule found something, and the words its message needs.

    Attributes:
        about: the cells whose value is the fault; a cause found there makes this finding needless.
        for_office: only the report's office can do something about it here.
        found: overrides the value standing at ``where``.
        remedy: overrides the rule's fix.
    """

    where: CellRef
    entered: Entered | None = None
    found: str | None = None
    expected: str = ""
    repair: Repair | None = None
    about: tuple[CellRef, ...] = ()
    words: dict[str, object] = field(default_factory=dict)
    remedy: str = ""
    for_office: bool = False


def spot(
    at: Entered | CellRef | str,
    *,
    found: str | None = None,
    expected: str = "",
    repair: Repair | None = None,
    about: Iterable[Entered | CellRef] = (),
    for_office: bool = False,
    **words: object,
) -> Spot:
    """Point at what a rule found.

    Args:
        at: what was entered, a cell, or a sheet's name where no one cell is meant.
        found: what stands there, where it is not simply the cell's value.
        expected: what was expected.
        repair: a change that is safe to make.
        about: the cells that are the cause, where it is not (only) the one pointed at.
        for_office: only the report's office can do something about it, so its agency is not told.
        words: values for the blanks of the rule's message and fix.
    """
    entered = at if isinstance(at, Entered) else None
    if isinstance(at, str):
        where = CellRef(at, WHOLE_SHEET, WHOLE_SHEET)
    else:
        where = at.where if isinstance(at, Entered) else at
    causes = tuple(cause.where if isinstance(cause, Entered) else cause for cause in about) or (where,)
    return Spot(where, entered, found, expected, repair, causes, words, for_office=for_office)


_OF_A_ROW = (Entry, Basis)


class Maybe(NamedTuple):
    """Something a rule is given where there is one (``Submission | None``)."""

    of: Any


class Needs:
    """What a rule is given besides its subject; one object for each combination, compared as such.

    Attributes:
        row: whether it is given the subject's row, and the row's Basis, before all else.
        things: the types of what else it is given.
        all_of: those of them that must be there.
    """

    __slots__ = ("all_of", "row", "things")

    def __init__(self, annotations: tuple[Any, ...]) -> None:
        """Those of a rule whose further arguments are annotated so."""
        kinds = [one.of if isinstance(one, Maybe) else one for one in annotations]
        self.row = Entry in kinds, Basis in kinds
        self.things = tuple(kind for kind in kinds if kind not in _OF_A_ROW)
        self.all_of = frozenset(one for one in annotations if not isinstance(one, Maybe))


@cache
def _needs(annotations: tuple[Any, ...]) -> Needs:
    return Needs(annotations)


@value_class
class Rule:
    """One rule of the rule book.

    Attributes:
        message: place and fault, with ``{where}``, ``{found}``, ``{expected}`` and the words its spots bring.
        fix: the remedy, with the same blanks.
        stops: nothing else can be judged once it fires.
        beta: reported and counted, never blocking.
        yields_to: codes or families (``TYP``) whose finding about the same cell is the cause of this one.
        for_office: only the report's office can do something about it: the agency is not told.
        subjects: what it looks at: the annotation of its first argument (``A | B`` are two subjects).
        needs: what else it is given: by the annotations of its further arguments.
        indicators: of which ones it can have something to say at all; None: of any.
        ordinary: of which of them it is asked about ordinary rows and figures too; None: of none, it is asked only
            where something is out of the ordinary.
        asked_when: what must be out of the ordinary for it to have something to say: columns of the row by their keys,
            YEARS, STORED_OTHERWISE, UNUSUAL; one of them is enough. None: anything in the row may.
        restated: it is asked about the new numbers on the sheet Restatements too.
        of_column: what it says once where it found something all down a column, with ``{count}`` (``53 of 58``)
            and ``{column}``; empty: it tells of every cell. ``column_fix``: the remedy then.
        covers: codes or families whose findings about the same cells follow from this one's: as if they yielded to it.
    """

    code: str
    severity: Severity
    message: str
    fix: str
    function: Judge
    stops: bool
    beta: bool
    yields_to: tuple[str, ...]
    subjects: tuple[Any, ...]
    needs: Needs
    for_office: bool = False
    indicators: Condition | None = None
    ordinary: Condition | None = None
    asked_when: frozenset[str] | None = None
    restated: bool = False
    of_column: str = ""
    column_fix: str = ""
    covers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The rule's name, in words: ``text number``."""
        return self.function.__name__.replace("_", " ")

    @property
    def summary(self) -> str:
        """One sentence: the first line of its docstring."""
        return (self.function.__doc__ or "").strip().partition("\n")[0]

    @property
    def family(self) -> str:
        """``TYP`` of ``TYP-001``."""
        return self.code.partition("-")[0]

    @property
    def page(self) -> str:
        """The rule's page: the text of the file beside it."""
        from pmr_xl.rules.engine.page_text import text_beside

        return text_beside(self.function.__module__)


entered: dict[str, Rule] = {}  # every rule whose module was loaded, by its code


def _register(rule: Rule) -> None:
    """Keep a rule. Raises ValueError where its code is taken by another function."""
    other = entered.get(rule.code)
    if other is not None and other.function.__module__ != rule.function.__module__:
        raise ValueError(
            f"{rule.code} is the code of {other.function.__module__} already, so not of {rule.function.__module__}."
        )
    entered[rule.code] = rule


def rule(
    code: str,
    severity: Severity,
    message: str,
    *,
    fix: str,
    stops: bool = False,
    beta: bool = False,
    yields_to: tuple[str, ...] = (),
    for_office: bool = False,
    indicators: Condition | None = None,
    ordinary: Condition | bool = False,
    asked_when: tuple[str, ...] | None = None,
    restated: bool = False,
    of_column: tuple[str, str] = ("", ""),
    covers: tuple[str, ...] = (),
) -> Callable[[Judge], Judge]:
    """Make a function a rule; what it looks at is what its first argument is annotated with.

    Its further arguments are what it needs besides, by their types: first of the row the ``Entry`` and its ``Basis``,
    then any of ``Submission``, ``Past``, ``OfficeSettings``, ``EditionContext``, ``Columns`` and ``Book``.

    ``indicators``, ``ordinary`` and ``asked_when`` say when it need not be asked (:class:`Rule`); its function holds
    its whole condition all the same, and says nothing then.

    Args:
        ordinary: True: it is asked of the ordinary rows of all those indicators.
        of_column: what it says once of a whole column, and the remedy then.
    """

    def enter(function: Judge) -> Judge:
        subjects, *needs = _annotations(function)
        given = tuple(kinds[0] for kinds in needs)
        also = (indicators or _any_indicator) if ordinary is True else ordinary or None
        when = None if asked_when is None else frozenset(asked_when)
        made = Rule(
            code, severity, message, fix, function, stops, beta, yields_to, subjects, _needs(given),
            for_office=for_office, indicators=indicators, ordinary=also, asked_when=when, restated=restated,
            of_column=of_column[0], column_fix=of_column[1], covers=covers,
        )  # fmt: skip
        _register(made)
        return function

    return enter


def _any_indicator(_: Basis) -> bool:
    return True


def _annotations(function: Judge) -> Iterator[tuple[Any, ...]]:
    """The annotations of a function's arguments, in order.

    They are texts (``from __future__ import annotations``) naming what its module imports, so a look-up is enough:
    ``typing.get_type_hints`` would cost more than the rest of loading a rule.
    """
    scope = function.__globals__
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    for name in names:
        said = function.__annotations__[name].split(" | ")
        kinds = tuple(scope[kind] for kind in said if kind != "None")
        yield (Maybe(kinds[0]),) if "None" in said else kinds
