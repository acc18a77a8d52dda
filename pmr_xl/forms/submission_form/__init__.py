"""The blank form: laid out for an agency, and read back when it is filled.

Form row, drop-down, hint, number format and status all come from one schema line; what was published comes from the
record.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pmr_xl.forms.submission_form.plan import columns
from pmr_xl.forms.submission_form.reader import read
from pmr_xl.forms.submission_form.stamp import stamp_of

if TYPE_CHECKING:
    from pmr_xl.forms.submission_form.filling import certify, fill, restate
    from pmr_xl.forms.submission_form.layout import lay

__all__ = ["certify", "columns", "fill", "lay", "read", "restate", "stamp_of"]
_WRITING = {"lay": "layout", "certify": "filling", "fill": "filling", "restate": "filling"}


def __getattr__(name: str) -> Any:
    """Loads what lays out and fills when it is asked for: reading, where a person waits, does without."""
    if name in _WRITING:
        return getattr(import_module(f"{__name__}.{_WRITING[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
