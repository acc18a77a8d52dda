"""The program's core: what the page needs of the package, and the one library it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).parents[2]
_ENDINGS = (".py", ".md")
# What only an office, its Excel, its server or its own computer needs; the rest is small and goes along whole.
_LEFT_OUT = (
    "api", "build", "cli", "excel", "shipped", "web/making.py", "web/packing", "web/page",
    "books/live.py", "books/live_lists.py", "books/writing/word.py", "books/writing/word_markup.py",
    "desk/acceptance", "desk/chores", "desk/demo", "desk/editions", "desk/imported", "desk/migrating",
    "desk/rehearse.py", "desk/released/handing_out.py",
    "desk/tables",
    "imports", "record/server/connection.py", "record/server/layout.py", "record/server/moving.py",
    "record/server/storage.py",
)  # fmt: skip


def core_files() -> dict[str, bytes]:
    """Sources of the package's core and of XlsxWriter, by the name under which Python finds them."""
    files = {f"pmr_xl/{name}": path.read_bytes() for name, path in _sources(_PACKAGE) if not _left_out(name)}
    spec = find_spec("xlsxwriter")
    if spec is None or spec.origin is None:  # pragma: no cover - the package requires it
        raise ImportError("XlsxWriter is missing")
    return files | {f"xlsxwriter/{name}": path.read_bytes() for name, path in _sources(Path(spec.origin).parent)}


def _sources(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in _ENDINGS and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), path


def _left_out(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}/") for one in _LEFT_OUT)
