"""What a schema means, as a fingerprint: comments, order of keys and guesses do not count."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.guard import plain

LENGTH = 12  # hex digits, as they are stamped on forms
# Guesses, names of the past and words that reports choose by say nothing of what is asked and printed now.
_NO_MEANING = frozenset({"guessed", "guessed_frequency", "formerly", "slug", "tags", "known_as", "kept_as"})


def fingerprint(chapter: Chapter) -> str:
    """Twelve hex digits that change when a chapter asks, judges or prints something else, and only then."""
    told = json.dumps(_meaning(plain(chapter)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()[:LENGTH]


def _meaning(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _meaning(inner) for key, inner in value.items() if key not in _NO_MEANING}
    return [_meaning(inner) for inner in value] if isinstance(value, list) else value
