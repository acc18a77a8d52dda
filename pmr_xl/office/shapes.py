"""Shapes of the small files of an office: who the agencies are, and when forms are due."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pmr_xl.model.quick.value_class import value_class

_STRICT = {"extra": "forbid"}


@value_class
class MergedAgency:
    """An agency that is a part of another now: the code and the slug it had."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    code: str
    slug: str


@value_class
class Agency:
    """One agency of the report.

    Attributes:
        code: as printed (``DSNY``, ``H+H``, ``311``).
        name: as printed.
        slug: names its file (``schemas/indicators/<slug>.yaml``) and begins its ids.
        formerly: the codes it had before, the first of them first: the record knows it by that one for ever.
        merged: agencies that were merged into it. Their ids, and those of their goals, stay.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    code: str
    name: str
    slug: str
    formerly: tuple[str, ...] = ()
    merged: tuple[MergedAgency, ...] = ()

    @property
    def kept_as(self) -> str:
        """The code under which the record keeps what is its own: the first it had."""
        return self.formerly[0] if self.formerly else self.code

    @property
    def slugs(self) -> tuple[str, ...]:
        """What ids in its file may begin with."""
        return (self.slug, *(one.slug for one in self.merged))


@value_class
class Agencies:
    """The whole of ``schemas/agencies.yaml``, in the order of the report."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    agencies: tuple[Agency, ...] = ()


@value_class
class Occasion:
    """One edition of a report in the office's calendar.

    Attributes:
        edition: ``MMR-FY26``.
        forms_due: the day agencies send their forms back; where it is not given it is asked for when forms are made.
        definitions: its forms ask agencies to look through their indicators' definitions.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    edition: str
    forms_due: date | None = None
    definitions: bool = False


@value_class
class Calendar:
    """The whole of ``schemas/calendar.yaml``."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    editions: tuple[Occasion, ...] = ()
