"""Shapes of the small files of an office: who the agencies are, and when forms are due."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pmr_xl.model.quick.value_class import value_class

_STRICT = {"extra": "forbid"}


@value_class
class Agency:
    """One agency of the report.

    Attributes:
        code: as printed (``DSNY``, ``H+H``, ``311``).
        name: as printed.
        slug: names its file (``schemas/indicators/<slug>.yaml``) and begins its ids.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    code: str
    name: str
    slug: str


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
