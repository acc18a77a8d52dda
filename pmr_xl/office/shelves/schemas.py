"""The fingerprints of an office's schemas, and the schemas that were."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from pmr_xl.model.fault import Fault
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.chapter_cache import from_cache
from pmr_xl.office.shelves.chapters import ChapterShelf
from pmr_xl.office.shelves.files import said_of

if TYPE_CHECKING:
    from pmr_xl.office.years.store import SchemaStore

_HASH_LENGTH = 12


class SchemaShelf(ChapterShelf):
    """Schemas by their fingerprints: today's, and those that are kept."""

    def schema_hash(self, code: str) -> str:
        """The fingerprint of what an agency's schema means: remarks, guesses and the order of keys do not count."""
        path, agency = self.schema_path(code), self.agency(code)
        content = self._bytes(path)

        def made() -> str:
            from pmr_xl.office.years.fingerprint import fingerprint

            return fingerprint(self.chapter(code))

        return from_cache(str, path.with_suffix(".meaning"), content, made, said_of(agency))

    def text_hash(self, code: str) -> str:
        """The fingerprint of an agency's schema file as text, with which earlier programs stamped forms.

        Kept, because a page has the text without its remarks, and what was made of the whole one beside it.
        """
        path = self.schema_path(code)
        content = self._bytes(path)
        made = hashlib.sha256(content).hexdigest()
        return from_cache(str, path.with_suffix(".text"), content, lambda: made[:_HASH_LENGTH])

    @cached_property
    def history(self) -> SchemaStore:
        """The schemas that were."""
        from pmr_xl.office.years.store import SchemaStore

        return SchemaStore(self.office.schemas / "history")

    def keep_schema(self, code: str) -> str:
        """Keep an agency's schema as it is today, for as long as the office stands; returns its fingerprint.

        The built-in office keeps none: its schemas come with the program.

        Raises:
            Fault: the folder cannot be written.
        """
        mark, path = self.schema_hash(code), self.schema_path(code)
        if self.office.built_in:
            return mark

        def made() -> str:
            return self.history.keep(self.slug(code), self.chapter(code), self.text_hash(code))

        try:
            there = (self.office.schemas / "history" / self.slug(code) / f"{mark}.json").is_file()
            # That it was kept is remembered, so that a command that judges one file need not read it.
            return from_cache(str, path.with_suffix(".kept"), self._bytes(path), made, mark) if there else made()
        except OSError as error:
            shown = self.office.show_path(self.history.folder)
            raise Fault(f"{shown} cannot be written: {error.strerror}.", "Ask for the right to write there.") from None

    def schema_stamped(self, code: str, stamp: str) -> Chapter | None:
        """The schema of an agency that a form's stamp names, today's or a kept one; None where it is not known."""
        stamp = stamp.strip()
        if stamp == self.schema_hash(code) or stamp == self.text_hash(code):  # seldom that of before
            return self.chapter(code)
        slugs = self.agency(code).slugs
        found = next((one for slug in slugs if (one := self.history.find(slug, stamp)) is not None), None)
        if found is not None:
            from pmr_xl.office.years.fingerprint import fingerprint

            return self.chapter(code) if fingerprint(found) == self.schema_hash(code) else found
        return None
