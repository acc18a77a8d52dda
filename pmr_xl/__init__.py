"""pmr_xl: a linter and a typesetter for performance submissions.

Agencies fill a form, rules judge it, figures are compared with targets and with what was published,
supervisors decide, and the tables of the Mayor's Management Report come out.

For Python: ``pmr_xl.open_office()``; docs/python.md is its guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pmr_xl.version import __version__

if TYPE_CHECKING:
    from pmr_xl.api import Office, open_built_in_office, open_office
    from pmr_xl.model.fault import Fault

__all__ = ["Fault", "Office", "__version__", "open_built_in_office", "open_office"]
_HOMES = {
    "Fault": "pmr_xl.model.fault",
    "Office": "pmr_xl.api",
    "open_built_in_office": "pmr_xl.api",
    "open_office": "pmr_xl.api",
}


def __getattr__(name: str) -> Any:
    """Loads the front door when somebody asks for it: every command imports this package and most do without."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
