"""Names compared as people compare them."""

from __future__ import annotations

import re
import unicodedata


def same(text: str) -> str:
    """A name for comparing: case, dashes, quotes and blanks do not count."""
    plain = unicodedata.normalize("NFKD", text).lower().replace("&", " and ")
    return " ".join(re.findall(r"[a-z0-9%$]+", re.sub(r"['’]", "", plain)))
