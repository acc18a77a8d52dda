"""The schemas that were: each is kept once, under the fingerprint of its meaning, and never changed.

``schemas/history/<slug>/<fingerprint>.json`` holds the chapter, and the fingerprints of the texts that said it:
forms made by earlier programs are stamped with those.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from pmr_xl.atomic_write import give_exact_time, write_atomically
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.chapter_cache import from_plain


class SchemaStore:
    """The kept schemas of one office.

    Args:
        folder: ``schemas/history``; made when the first is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, slug: str, chapter: Chapter, said_by: str) -> str:
        """Keep a schema and note the text that said it; returns its fingerprint. What is there already stays.

        Args:
            slug: the agency's.
            said_by: the fingerprint of the file's text.

        Raises:
            OSError: the folder cannot be written.
        """
        from pmr_xl.office.guard import plain  # looking one up, as every validation may, needs neither
        from pmr_xl.office.years.fingerprint import fingerprint

        mark = fingerprint(chapter)
        path = self.path(slug, mark)
        there = _told(path)
        texts = there["texts"] if there else []
        if said_by not in texts:
            told = {"fingerprint": mark, "texts": [*texts, said_by]}
            told["chapter"] = there["chapter"] if there else plain(chapter)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
            give_exact_time(path)  # the last one is known by it
        return mark

    def find(self, slug: str, stamp: str) -> Chapter | None:
        """The schema of a fingerprint, of its meaning or of a text that said it; None where it was never kept."""
        if not stamp or not stamp.isalnum():
            return None
        told = _told(self.path(slug, stamp))
        if told is None:
            paths = sorted((self.folder / slug).glob("*.json"))
            told = next((one for one in map(_told, paths) if one is not None and stamp in one["texts"]), None)
        return None if told is None else _chapter(told)

    def last(self, slug: str) -> Chapter | None:
        """The schema that was kept last; None where none was."""
        kept = sorted((self.folder / slug).glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        told = _told(kept[-1]) if kept else None
        return None if told is None else _chapter(told)

    def fault_of(self, slug: str, mark: str) -> str:
        """What is wrong with a kept schema, in words; empty where it is as it was kept."""
        from pmr_xl.office.years.fingerprint import fingerprint  # as above

        told = _told(path := self.path(slug, mark))
        if told is None:
            return f"{path.name} is {'no kept schema any more' if path.is_file() else 'gone'}"
        chapter = _chapter(told)
        if chapter is None or fingerprint(chapter) != mark:
            return f"{path.name} does not say any more what it said when it was kept"
        return ""

    def path(self, slug: str, mark: str) -> Path:
        """Where a schema is kept."""
        return self.folder / slug / f"{mark}.json"


def _told(path: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError):
        told = json.loads(path.read_bytes())
        if isinstance(told, dict) and {"fingerprint", "texts", "chapter"} <= told.keys():
            return told
    return None


def _chapter(told: dict[str, Any]) -> Chapter | None:
    """The chapter that was kept; None where it is damaged."""
    try:
        return cast("Chapter", from_plain(Chapter, told["chapter"]))
    except (TypeError, ValueError, KeyError):
        return None
