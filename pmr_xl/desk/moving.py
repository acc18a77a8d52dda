"""An office's record moved between its own file and a server."""

from __future__ import annotations

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.server.address import checked_address, is_server, shown_address


class CopiedRecord(NamedTuple):
    """A record that stands in another place as well now.

    Attributes:
        place: where, as messages say it.
        address: of a server, as settings say it; empty for a file.
        sha256: of all its lines, here and there.
        lines: how many.
    """

    place: str
    address: str
    sha256: str
    lines: int


def copy_record(desk: Desk, place: str) -> CopiedRecord:
    """Copy an office's whole record to a server's empty database, or into a new file.

    Raises:
        Fault: the built-in office; no address; something is there already; the server or the disk refuses.
    """
    server = is_server(place)
    if not server and "://" in place:
        raise Fault(f"“{place}” is neither an address nor a file.", "Say postgresql://USER@SERVER/DATABASE, or a file.")
    target = checked_address(place) if server else place
    return CopiedRecord(
        shown_address(place) if server else place, target if server else "", *desk.record.copy_to(target)
    )
