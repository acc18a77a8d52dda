"""The text of the page beside a rule."""

from __future__ import annotations

import sys


def text_beside(module: str) -> str:
    """The page beside a rule's module. Raises OSError where there is none."""
    spec = sys.modules[module].__spec__
    # Not asked for by its class: importlib.abc would load half the library into every validation.
    get_data = None if spec is None else getattr(spec.loader, "get_data", None)
    if spec is None or spec.origin is None or get_data is None:
        raise FileNotFoundError(f"The page of {module} cannot be found.")
    page: bytes = get_data(spec.origin.removesuffix("py") + "md")
    return page.decode("utf-8")
