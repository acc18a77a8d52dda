"""The figures that come with the program, as a record in memory: made of its published tables once, then kept.

Reading the tables of a whole report costs more than all that a form is judged by. What is kept of some agencies bears
the hash of the tables, of their schemas and of the program's parts that made it, and is made anew when one differs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.chapter_cache import as_they_stand, bytes_from_cache
from pmr_xl.office.library import Library
from pmr_xl.record import Record, Source
from pmr_xl.record.queries.past_bytes import bytes_of, past_in

if TYPE_CHECKING:
    from pmr_xl.imports.published import PublishedTable

_PACKAGE = Path(__file__).parents[1]
_MAKERS = ("imports", "record", "model")


class Shipped:
    """What the built-in office knows.

    Args:
        library: its schemas; the tables lie beside them.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._paths = sorted(library.office.published_folder.glob("*.csv"))

    def record(self, chapters: Sequence[Chapter]) -> Record:
        """The figures of these agencies, and of no others.

        Raises:
            Fault: a table cannot be read, or has a row that no schema knows.
        """
        agencies = _agencies(chapters)
        return Record.of_bytes(
            bytes_from_cache(
                self._name(agencies),
                self._sources(agencies),
                lambda: self._read(set(agencies)).content(),
                self._makers,
            )
        )

    def past(
        self,
        chapters: Sequence[Chapter],
        ids: Iterable[str],
        until: Edition | None = None,
        *,
        beyond: bool = False,
        own: bool = True,
        parts: Iterable[Period] | None = None,
    ) -> Past:
        """What that record says when it is asked for figures in force, see :meth:`RecordReading.past`; kept as well.

        Args:
            chapters: the agencies whose figures it knows.

        Raises:
            Fault: as :meth:`record`.
        """
        agencies, names, looked = _agencies(chapters), list(ids), None if parts is None else tuple(parts)
        asked = (until and until.code, beyond, own, looked and [one.code for one in looked])
        return past_in(
            bytes_from_cache(
                self._name(agencies, asked),
                self._sources(agencies, names),
                lambda: bytes_of(self.record(chapters).past(names, until, beyond=beyond, own=own, parts=looked)),
                self._makers,
            )
        )

    def _name(self, agencies: Sequence[str], *asked: object) -> str:
        return "|".join((str(self._library.office.published_folder), *sorted(agencies), *map(repr, asked)))

    def _sources(self, agencies: Sequence[str], ids: Sequence[str] = ()) -> bytes:
        hashes = [self._tables, *(self._library.text_hash(agency) for agency in agencies)]
        return "|".join((*hashes, *ids)).encode()

    @cached_property
    def _tables(self) -> str:
        """Changes with any table: its name or its content."""
        tables = (f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in self._paths)
        return "|".join(tables)

    @cached_property
    def _makers(self) -> str:
        """Changes with what reads the tables, and with other agencies' schemas, where an indicator may have been."""
        schemas = self._library.office.schemas
        rooms = (room for name in _MAKERS for room in sorted((_PACKAGE / name).rglob("*.py")))
        return as_they_stand([*rooms, schemas / "agencies.yaml", *sorted(schemas.glob("indicators/*.yaml"))])

    def _read(self, agencies: set[str]) -> Record:
        from pmr_xl.imports.facts import published_facts

        stated = []
        for path, whole in self._whole_tables:
            table = replace(whole, rows=[row for row in whole.rows if row["agency"] in agencies])
            facts = published_facts(self._library, table, table.year)
            stated += [(Source.of(path, edition), group) for edition, group in facts.items()]
        return Record.of_figures(stated)

    @cached_property
    def _whole_tables(self) -> list[tuple[Path, PublishedTable]]:
        from pmr_xl.imports.published import read_table

        return [(path, read_table(path)) for path in self._paths]


def _agencies(chapters: Sequence[Chapter]) -> list[str]:
    return list(dict.fromkeys(chapter.agency for chapter in chapters))
