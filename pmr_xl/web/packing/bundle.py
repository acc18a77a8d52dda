"""Everything the page loads, by name: the runtime's parts and one archive of ours."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.desk.desk import Desk
from pmr_xl.web.packing.archive import pack_files
from pmr_xl.web.packing.core import core_files
from pmr_xl.web.packing.office import office_files
from pmr_xl.web.places import CORE

PROGRAM = "program.zip.pack"


def loads(desk: Desk, runtime: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the worker asks for before it can check a workbook.

    Raises:
        Fault: a schema cannot be read.
    """
    core = {f"{CORE.removeprefix('/')}/{name}": content for name, content in core_files().items()}
    return {**runtime, PROGRAM: pack_files({**core, **office_files(desk)})}
