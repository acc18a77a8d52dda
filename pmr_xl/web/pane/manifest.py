"""The manifest: what Excel reads to know the pane, with the address where the page's folder stands."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.version import __version__

_TEMPLATE = Path(__file__).parents[1] / "page" / "manifest.xml"
_PATH = "/lib/1/hosted/office.js"
# Excel's library comes from Microsoft's own address and from no copy; each of its clouds has one.
LIBRARIES = {
    "public": f"https://appsforoffice.microsoft.com{_PATH}",
    "gcc": f"https://appsforoffice.gcc.cdn.office.net/appsforoffice{_PATH}",
    "gcc-high": f"https://appsforoffice.gcch.cdn.office.net/appsforoffice{_PATH}",
    "dod": f"https://appsforoffice.dod.cdn.office.net/appsforoffice{_PATH}",
}
_LONGEST = 2000  # characters of an address; a manifest takes 2,048 with the file's name
_LONGEST_NAME = 125  # characters of who provides it


class Pane(NamedTuple):
    """A pane that is asked for.

    Attributes:
        address: where the page's folder stands: https, with a slash at its end.
        library: the address of Excel's library.
    """

    address: str
    library: str


def pane_at(address: str, cloud: str) -> Pane:
    """The pane whose page's folder stands at ``address``, for Excel in that cloud of Microsoft's.

    Raises:
        Fault: Excel takes no pane from such an address.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise Fault(
            f"{address} is no address Excel takes a pane from.",
            "Give the https address at which the folder site will stand, such as https://pmr.example.gov/check/.",
        )
    if len(address) > _LONGEST or not address.isascii() or any(sign.isspace() for sign in address):
        raise Fault(
            "The address is too long, or has blanks or letters outside ASCII.",
            "Give it as a browser's address line has it.",
        )
    return Pane(address.rstrip("/") + "/", LIBRARIES[cloud])


def manifest(pane: Pane, provider: str) -> bytes:
    """The manifest as XML. Its id is the same for an address whenever it is made, so that Excel knows it again.

    Args:
        provider: who provides it, as Excel shows it.
    """
    given = {
        "id": str(uuid5(NAMESPACE_URL, f"{pane.address}pane.html")),
        "version": f"{__version__}.0",
        "provider": provider[:_LONGEST_NAME],
        "address": pane.address,
    }
    text = _TEMPLATE.read_text(encoding="utf-8")
    for key, value in given.items():
        text = text.replace(f"{{{{{key}}}}}", escape(value))
    return text.encode()
