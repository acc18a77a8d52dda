"""The page's text: one template for the one file, the folder on a host, and Excel's pane, each with its own policy."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.version import __version__
from pmr_xl.web.packing.archive import integrity

PAGE = Path(__file__).parent / "page"
_STAYS = "Your workbook stays on this computer."


class Kind(NamedTuple):
    """Which page it is.

    Attributes:
        inside: its parts are in the file itself, not beside it on a host.
        library: the address of Excel's library; empty outside Excel.
    """

    inside: bool
    library: str = ""

    @property
    def promise(self) -> str:
        """What leaves the computer."""
        if self.library:
            return f"{_STAYS} This pane sends nothing anywhere; only Excel's own library comes from Microsoft."
        return f"{_STAYS} This page works without a network and has no way to send anything."


INSIDE, HOSTED = Kind(inside=True), Kind(inside=False)


def page_of_pane(library: str) -> Kind:
    """The page as Excel's pane, which loads Excel's library from that address."""
    return Kind(inside=False, library=library)


def page(parts: Mapping[str, bytes], info: Mapping[str, object], office: str, kind: Kind) -> bytes:
    """The page; with its parts inside, or beside it on a host.

    Its policy names no other place: nothing can be loaded from one or sent to one. In the pane alone it names the
    host of Excel's library, for scripts.
    """
    style = (PAGE / "page.css").read_text(encoding="utf-8")
    said = json.dumps({**info, "hosted": not kind.inside}).replace("<", "\\u003c")
    script = fill_template("page.js", info=said, names=json.dumps(sorted(parts)))
    more = ("rule.js", "excel.js", "pane.js") if kind.library else ("rule.js",)
    script += "".join((PAGE / name).read_text(encoding="utf-8") for name in more)
    data = "\n".join(
        f'<script type="application/octet-stream" id="part-{name}">{base64.b64encode(parts[name]).decode()}</script>'
        for name in (sorted(parts) if kind.inside else ())
    )
    about = html.escape(f"pmr_xl {__version__}{f' · {office}' if office else ''} · runtime: Pyodide (MPL-2.0)")
    text = fill_template(
        "page.html", policy=_policy(style, script, kind), style=style, about=about, parts=data,
        kind="pane" if kind.library else "whole", promise=kind.promise,
        library=f'\n<script src="{kind.library}"></script>' if kind.library else "",
        pane=(PAGE / "pane.html").read_text(encoding="utf-8") if kind.library else "",
        worker=(PAGE / "worker.js").read_text(encoding="utf-8"), script=script,
    )  # fmt: skip
    return text.encode()


def _policy(style: str, script: str, kind: Kind) -> str:
    """Its own script and style by their hashes, WebAssembly, a worker made of its own text, and nothing else."""
    own, asks = ("", "'none'") if kind.inside else (" 'self'", "'self'")
    excel = f" https://{urlsplit(kind.library).netloc}" if kind.library else ""
    return "; ".join((
        "default-src 'none'",
        f"script-src '{integrity(script.encode())}' 'wasm-unsafe-eval' blob:{own}{excel}",
        f"style-src '{integrity(style.encode())}'",
        f"worker-src blob:{own}",
        f"connect-src {asks}",
        "img-src data:", "base-uri 'none'", "form-action 'none'",
    ))  # fmt: skip


def fill_template(name: str, **given: str) -> str:
    """A file of the page with each ``{{key}}`` filled once."""
    text = (PAGE / name).read_text(encoding="utf-8")
    for key, value in given.items():
        text = text.replace(f"{{{{{key}}}}}", value, 1)
    return text
