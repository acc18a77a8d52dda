"""The program's core: the parts of the package that the page's bridge comes to, and the one library they stand on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from pmr_xl.model.fault import Fault

_PACKAGE = Path(__file__).parents[2]
_BRIDGE = "pmr_xl.web.bridge"
_WHOLE = ("rules", "office")  # found by walking; what was made of schemas bears the hash of all that judges them
_ENDINGS = (".py", ".md")
# Named by lines to which the desk of a page never comes: doors, tables that are imported, a record on a server, Word.
NOT_IN_A_PAGE = (
    "pmr_xl.api", "pmr_xl.cli", "pmr_xl.imports.shipped", "pmr_xl.imports.grid.with_openpyxl",
    "pmr_xl.record.server.storage", "pmr_xl.record.server.moving",
    "pmr_xl.books.writing.word",
)  # fmt: skip


def core_files() -> dict[str, bytes]:
    """Sources of the package's core and of XlsxWriter, by the name under which Python finds them.

    Raises:
        Fault: XlsxWriter is not installed.
    """
    spec = find_spec("xlsxwriter")
    if spec is None or spec.origin is None:
        raise Fault("XlsxWriter is not installed beside pmr_xl.", "Install pmr_xl anew.")
    writer = {f"xlsxwriter/{name}": path.read_bytes() for name, path in _sources(Path(spec.origin).parent)}
    return _reached() | writer


def _reached() -> dict[str, bytes]:
    """What can be come to from the bridge, by any import anywhere in a module, and the rooms that are whole."""
    files: dict[str, bytes] = {}
    for room in _WHOLE:
        files |= {f"pmr_xl/{room}/{name}": path.read_bytes() for name, path in _sources(_PACKAGE / room)}
    left = [_BRIDGE, *(name.removesuffix(".py").replace("/", ".") for name in files if name.endswith(".py"))]
    seen: set[str] = set()
    while left:
        module = left.pop()
        if module in seen or any(module == one or module.startswith(f"{one}.") for one in NOT_IN_A_PAGE):
            continue
        seen.add(module)
        name = _file_of(module)
        if name is not None:
            files[name] = (_PACKAGE.parent / name).read_bytes()
            left += [module.rpartition(".")[0], *named_in(files[name])]
    return files


def named_in(source: bytes) -> Iterator[str]:
    """Every module that a source names in an import; of ``from a import b`` both ``a`` and ``a.b``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def _file_of(module: str) -> str | None:
    """Where a module of ours lies; None for what is another's, or no module."""
    place = module.replace(".", "/")
    names = (f"{place}.py", f"{place}/__init__.py") if place.split("/", maxsplit=1)[0] == "pmr_xl" else ()
    return next((name for name in names if (_PACKAGE.parent / name).is_file()), None)


def _sources(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in _ENDINGS and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), path
