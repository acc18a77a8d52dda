"""How working papers show a figure that the office does not have: neither NA nor none, which are statements."""

from __future__ import annotations

from typing import Final

MISSING: Final = "[missing]"
