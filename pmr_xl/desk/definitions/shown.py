"""What a form shows and asks of definitions."""

from __future__ import annotations

from pmr_xl.desk.desk import Desk
from pmr_xl.model.definitions.meaning import FormMeaning
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.chapter import Chapter


def meaning_of(desk: Desk, chapter: Chapter, edition: Edition) -> FormMeaning:
    """The definitions of a chapter as an edition's forms show them, and whether they ask about them.

    Raises:
        Fault: a file of definitions says something that cannot be.
    """
    from pmr_xl.office.definitions.known import definitions_of

    library = desk.library_of(edition)
    return FormMeaning(definitions_of(library, chapter), desk.library.asks_definitions(edition))
