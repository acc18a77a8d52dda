"""What is said of a change of the schemas: what was done, and what follows."""

from __future__ import annotations

from functools import singledispatch

from pmr_xl.cli.words.say import say
from pmr_xl.desk.life import changes

_NEXT = "The next report announces it once, as {}."
_ONCE = "The next report announces it once; editions that are released or closed stay as they were."


def tell_life(done: changes.LifeChange) -> None:
    """What was done, what follows, and which files were written."""
    first, *follows = _told(done.change)
    say(f"✓ {first}")
    for line in follows:
        say(f"  {line}")
    for path in done.files:
        say(f"  {path}")


@singledispatch
def _told(one: changes.Change) -> list[str]:
    raise NotImplementedError(type(one))


@_told.register
def _(one: changes.IndicatorRenamed) -> list[str]:
    return [
        f"{one.indicator} is “{one.name}” now; in the last report it was “{one.former}”.",
        "History and decisions stay with the id. Forms that are out show the old name and are read as they are.",
        _NEXT.format("renamed"),
    ]


@_told.register
def _(one: changes.IdPutBack) -> list[str]:
    return [f"{one.indicator} is {one.known_as} again, and its history is there."]


@_told.register
def _(one: changes.IndicatorRedefined) -> list[str]:
    across = [edition.title for edition in one.across]
    return [
        f"{one.indicator} is counted otherwise from {one.since.code} on: {one.why}.",
        *([f"It was marked from then on already: {one.before}."] if one.before not in ("", one.why) else []),
        "Nothing is compared across it, and five years' trend begins anew. The next report announces it once.",
        *([f"Released before, and as they were: {', '.join(across)}; their tables go across it."] if across else []),
    ]


@_told.register
def _(one: changes.IndicatorRetired) -> list[str]:
    return [
        f"{one.indicator} is retired.",
        "No form asks for it from now on; figures in forms that are out are read, and not taken.",
        "Editions that are released or closed print it as they did; the next report announces it once, as removed.",
    ]


@_told.register
def _(one: changes.IndicatorMoved) -> list[str]:
    away = f"{one.to_agency} is asked for it, {one.agency} no longer." if one.to_agency else "No named range moves."
    return [f"{one.indicator} stands under {one.to} now.", f"Its id and history stay. {away}", _NEXT.format("moved")]


@_told.register
def _(one: changes.IndicatorAdded) -> list[str]:
    return [
        f"{one.indicator} is added under {one.to}.",
        "Forms made from now on ask for it; a form that is out takes it with “pmr migrate”.",
        _NEXT.format("added"),
    ]


@_told.register
def _(one: changes.IndicatorSplit) -> list[str]:
    return [
        f"{one.indicator} is split into {', '.join(one.into)}.",
        "Its history stays with it; theirs begins with the next form.",
        _NEXT.format("split"),
    ]


@_told.register
def _(one: changes.IndicatorsShared) -> list[str]:
    return [f"{one.indicator} and {one.other} are one figure.", "Both agencies' figures are compared from now on."]


@_told.register
def _(one: changes.AgencyNew) -> list[str]:
    code = one.agency.code
    return [
        f"{code} is an agency now: {one.agency.name}.",
        f"Its indicators are added: pmr schema add {code} “Name” --to {one.place}; goals are written by hand.",
        _ONCE,
    ]


@_told.register
def _(one: changes.AgencyRenamed) -> list[str]:
    old = one.before.code
    return [
        f"{old} is {one.code}, “{one.name}”, now.",
        f"Forms that are out say “{old}” and “{one.before.name}”, and are read as they are.",
        *_settings(old, one.code, one.settings),
        "History and decisions stay with it.",
        _ONCE,
    ]


@_told.register
def _(one: changes.AgencyMerged) -> list[str]:
    return [
        f"{one.agency} is merged into {one.into}.",
        f"{one.into} is asked for all of its indicators; ids and history stay.",
        (
            f"Forms of {one.agency} that are out are read as they are; “pmr migrate FORM --onto FORM” puts what one "
            f"says into {one.into}’s."
        ),
        *_money(one),
        *_settings(one.agency, one.into, one.settings),
        _ONCE,
    ]


def _money(one: changes.AgencyMerged) -> list[str]:
    """What becomes of resources and units of appropriation."""
    gone, own = one.agency, one.into
    if not one.carried:
        return [f"Resources and units of appropriation of {gone} end here: the next published tables bring {own}’s."]
    carried = (
        f"{one.money} resources and units of appropriation go on in {own}’s tables with their history, as “{gone}: …”. "
        f"Take their entries (merged_from: {gone}) out of its file once {own}’s own rows say the whole."
    )
    return [carried] if one.money else []


def _settings(old: str, new: str, keys: tuple[str, ...]) -> list[str]:
    """That settings speak of an agency by the code it had."""
    return [f"settings.yaml names {old} in {', '.join(keys)}: write {new} there."] if keys else []
