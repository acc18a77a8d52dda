"""The portable folder for Windows: made from stand-ins of Python's ZIP and of the wheels, traced import by import."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from click.testing import CliRunner

import pmr_xl
from pmr_xl.cli.commands import pmr
from pmr_xl.excel.installing.bundle import embedded_python, scripts, wheels
from pmr_xl.excel.installing.bundle.markers import holds, name_of

TAG = f"{sys.version_info[0]}{sys.version_info[1]}"
LARGE = {"pandas", "numpy"}  # stand-ins of a few bytes: no click waits for them
WINDOWS_ALONE = {"winreg", "msvcrt", "win32com", "pythoncom", "pywintypes", "win32api", "appscript", "ctypes", "fcntl"}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.fixture(scope="module")
def python_zip(tmp_path_factory) -> Path:
    files = {
        "python.exe": b"MZ",
        f"python{TAG}.zip": b"PK",
        f"python{TAG}._pth": b"python.zip\r\n.\r\n#import site\r\n",
    }
    return zipped(tmp_path_factory.mktemp("it") / "python-embed-amd64.zip", files)


@pytest.fixture(scope="module")
def wheel_folder(tmp_path_factory) -> Path:
    """What pip would bring: of each package here its own files, of those for Windows alone a stand-in."""
    folder = tmp_path_factory.mktemp("wheels")
    wanted, seen = [name_of(one) for one in wheels.needed_packages()], set()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in ("pywin32", "colorama"):
            files = {f"{name}-1.0.dist-info/METADATA": f"Name: {name}\nVersion: 1.0\n".encode(), f"{name}.py": b""}
            if name == "pywin32":
                files |= {f"pywin32_system32/pythoncom{TAG}.dll": b"MZ", "win32/lib/pywintypes.py": b""}
            zipped(folder / f"{name}-1.0-py3-none-any.whl", files)
            continue
        dist = distribution(name)
        asked = [line for line in dist.requires or [] if holds(line.partition(";")[2], sys.version_info[:2])]
        wanted += [other for line in asked if (other := name_of(line)) not in ("pywin32", "colorama", "tzdata")]
        files = {
            str(one): Path(one.locate()).read_bytes()
            for one in dist.files or []
            if ".." not in one.parts and one.suffix != ".pyc" and (name not in LARGE or one.name == "METADATA")
        }
        lines = next(text for path, text in files.items() if path.endswith(".dist-info/METADATA"))
        files |= {
            path: re.sub(rb"Requires-Dist: tzdata.*\n", b"", lines) for path in files if path.endswith("/METADATA")
        }
        if name == "xlwings":
            files[f"xlwings-{dist.version}.data/data/xlwings64-{dist.version}.dll"] = b"MZ"
        stem = next(path for path in files if path.endswith(".dist-info/METADATA")).partition(".dist-info")[0]
        zipped(folder / f"{stem}-py3-none-any.whl", files)
    return folder


def ask(*words: object, leaves: int = 0) -> str:
    told = CliRunner().invoke(pmr, list(map(str, words)))
    assert told.exit_code == leaves, told.output
    return told.output


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def made(python_zip, wheel_folder, tmp_path_factory) -> tuple[Path, str]:
    into = tmp_path_factory.mktemp("share") / "PMR portable"
    words = ("--office", r"S:\Operations\office 100%", "bundle", "--windows", "--into", into, "--python", python_zip)
    return into, ask(*words, "--sha256", sha(python_zip).upper(), "--wheels", wheel_folder)


def test_the_folder_has_python_pmr_the_add_in_and_says_what_it_holds(made):
    folder, told = made
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    xlwings = distribution("xlwings").version
    assert {
        "PMR.xlam", "PMR_Desk.xlsm", "READ_ME_FIRST.txt", "CONTENTS.txt", "Start PMR.cmd", "Remove PMR.cmd", "pmr.cmd",
        "Prepare once.cmd", "python/python.exe", f"python/xlwings64-{xlwings}.dll", f"python/pythoncom{TAG}.dll",
        "python/Lib/site-packages/pmr_xl/shipped/workbooks/PMR.xlam",
        "python/Lib/site-packages/pmr_xl/shipped/schemas/agencies.yaml",
        "python/Lib/site-packages/pmr_xl/rules/type/text_number.md",
    } <= there  # fmt: skip
    assert not [path for path in there if "__pycache__" in path or ".data/" in path]
    assert re.search(r"\d+\.\d MB  altogether", told)
    contents = (folder / "CONTENTS.txt").read_text(encoding="utf-8")
    assert f"xlwings {xlwings}" in contents
    sizes = [int(line[:13].replace(",", "")) for line in contents.splitlines() if line[:13].strip(" ,0123456789") == ""
             and line[:13].strip()]  # fmt: skip
    assert sizes[-1] == sum(sizes[:-1])
    whole = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert whole == sizes[-1] + (folder / "CONTENTS.txt").stat().st_size


def test_every_path_in_it_begins_at_the_folder_itself(made):
    folder, _ = made
    paths = (folder / "python" / f"python{TAG}._pth").read_text(encoding="ascii").splitlines()
    assert paths[:3] == [f"python{TAG}.zip", ".", "Lib\\site-packages"]
    assert not [line for line in paths if ":" in line or line.startswith("\\") or "import" in line]
    for name in scripts.commands():
        text = (folder / name).read_bytes().decode("ascii")
        assert '"%~dp0python\\python.exe" ' in text
        assert text.count("\r\n") == text.count("\n")
        assert str(folder) not in text
    assert ' --office "S:\\Operations\\office 100%%" addin install' in (folder / "Start PMR.cmd").read_text()


TRACE = """
import json
import os, sys
site, sample, out = sys.argv[1:]
sys.path.append(site)
from pmr_xl.excel import server, buttons, udfs
from pmr_xl.cli.commands import pmr
commands = (
    ["validate", sample, "--into", out],
    ["review", sample, "--into", out],
    ["assemble", "DSNY", "--word", "--into", out],
    ["blank", "DSNY", "--year", "2026", "--due", "2026-09-01", "--into", out],
    ["rules", "TYP-001"],
    ["addin", "doctor"],
)
for words in commands:
    try:
        pmr(words, standalone_mode=False)
    except SystemExit:
        pass
print("\\nTRACE" + json.dumps({n: getattr(m, "__file__", None) for n, m in sys.modules.items() if m is not None}))
"""


def test_all_that_is_imported_is_in_it(made, tmp_path):
    """Every module that the buttons, the functions and the usual commands load is Python's own or in the folder."""
    folder, _ = made
    site = folder / "python" / "Lib" / "site-packages"
    sample = Path(pmr_xl.__file__).parents[1] / "workbooks" / "submissions" / "PMR_FDNY_MMR_FY26_v1.xlsx"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", TRACE, str(site), str(sample), str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=600,
        env={**os.environ, "PMR_CACHE": str(tmp_path / "cache")},  # nothing was made ready before
    )  # fmt: skip
    assert "TRACE" in done.stdout, done.stderr[-2_000:]
    loaded = {name: file for name, file in json.loads(done.stdout.rpartition("TRACE")[2]).items() if file}
    own = [Path(json.__file__).parents[1], site]
    outside = {name: file for name, file in loaded.items() if not any(Path(file).is_relative_to(at) for at in own)}
    assert outside == {}
    assert Path(loaded["pmr_xl"]).is_relative_to(site)
    assert {"xlwings", "pydantic", "yaml", "xlsxwriter", "click", "docx"} <= loaded.keys()
    assert (tmp_path / "PMR_FDNY_MMR_FY26_v1_review.xlsx").is_file()


def test_all_that_any_module_could_import_is_in_it(made):
    folder, _ = made
    site = folder / "python" / "Lib" / "site-packages"
    there = {path.name.removesuffix(".py").partition(".")[0] for path in site.iterdir()}
    wanted: dict[str, str] = {}
    for path in (site / "pmr_xl").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            wanted |= {name.partition(".")[0]: path.name for name in names}
    assert len(wanted) > 30
    optional = {
        "cryptography",
        "psycopg",
        "matplotlib",
        "pdfplumber",
        "zlib_ng",
    }  # extras that an office adds where it wants them
    known = there | set(sys.stdlib_module_names) | WINDOWS_ALONE | optional | LARGE
    assert {name: at for name, at in wanted.items() if name not in known} == {}


def fault(*words):
    from pmr_xl.model.fault import Fault

    with pytest.raises(Fault) as told:
        pmr(list(map(str, words)), standalone_mode=False)
    return str(told.value)


def test_each_refusal_says_what_and_what_then(python_zip, wheel_folder, tmp_path):
    into, right = tmp_path / "out", sha(python_zip)
    asked = ("bundle", "--windows", "--into", into, "--wheels", wheel_folder, "--python")
    assert "is none of the Pythons that PMR knows: 3.11.9, 3.12.10" in fault(*asked, python_zip)
    assert f"has SHA-256 {right}, not {'0' * 64}" in fault(*asked, python_zip, "--sha256", "0" * 64)
    assert "cannot be read" in fault(*asked, tmp_path / "none.zip")
    other = zipped(tmp_path / "other.zip", {"a.txt": b""})
    assert "is no embeddable Python" in fault(*asked, other, "--sha256", sha(other))
    old = zipped(tmp_path / "old.zip", {"python.exe": b"", "python39._pth": b""})
    assert "is Python 3.9. PMR needs 3.11" in fault(*asked, old, "--sha256", sha(old))
    out = zipped(tmp_path / "out.zip", {"python.exe": b"", f"python{TAG}._pth": b"", "../evil.dll": b""})
    assert "would leave its folder: ../evil.dll" in fault(*asked, out, "--sha256", sha(out))
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    words = ("bundle", "--windows", "--into", full, "--python", python_zip, "--sha256", right)
    assert "is there already" in fault(*words)
    assert not into.exists()
    assert not list(tmp_path.glob(".pmr_bundle*"))


def test_a_package_that_is_missing_or_for_another_system_is_named(python_zip, wheel_folder, tmp_path):
    asked = ("bundle", "--windows", "--into", tmp_path / "out", "--python", python_zip, "--sha256", sha(python_zip))
    some = tmp_path / "some"
    some.mkdir()
    for path in wheel_folder.glob("*.whl"):
        if not path.name.startswith(("colorama", "pydantic_core")):
            (some / path.name).symlink_to(path)
    told = fault(*asked, "--wheels", some)
    assert "pmr_xl needs colorama" in told
    assert "pydantic needs pydantic-core" in told
    zipped(some / f"pydantic_core-9.9-cp{TAG}-cp{TAG}-manylinux_2_17_x86_64.whl", {"a": b""})
    assert "is not for 64-bit Windows" in fault(*asked, "--wheels", some)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("marker", "true"),
    [
        ("", True),
        (' platform_system == "Windows"', True),
        (' platform_system == "Darwin"', False),
        (" extra == 'all'", False),
        (' python_version < "3.11" and platform_system == "Windows"', False),
        (' (python_version >= "3.8") or sys_platform == "linux"', True),
        (' os_name not in "nt"', False),
        (" something_new > '1'", True),
    ],
)
def test_a_marker_means_what_it_means_on_windows(marker, true):
    assert holds(marker, (3, 12)) is true


@pytest.mark.parametrize(
    ("tags", "fits"),
    [
        ("py3-none-any", True), ("cp312-cp312-win_amd64", True), ("cp311-cp311-win_amd64", False),
        ("cp38-abi3-win_amd64", True), ("cp313-abi3-win_amd64", False), ("cp312-cp312-win32", False),
        ("py2.py3-none-any", True),
    ],
)  # fmt: skip
def test_a_wheel_fits_or_it_does_not(tmp_path, tags, fits):
    (tmp_path / f"a-1-{tags}.whl").write_bytes(b"")
    if fits:
        assert [one.name for one in wheels.list_wheels(tmp_path, (3, 12))] == ["a"]
    else:
        from pmr_xl.model.fault import Fault

        with pytest.raises(Fault, match="is not for 64-bit Windows"):
            wheels.list_wheels(tmp_path, (3, 12))


def test_an_office_of_another_tongue_is_written_so_that_the_prompt_reads_it():
    told = scripts.commands("S:\\Büro")
    assert all(text.startswith("@chcp 65001 >nul\n") for text in told.values())
    assert not any("chcp" in text for text in scripts.commands("S:\\office").values())


def test_the_known_pythons_are_releases_that_pmr_runs_on():
    assert len(embedded_python.KNOWN) >= 3
    for number, release in embedded_python.KNOWN.items():
        assert re.fullmatch(r"[0-9a-f]{64}", number)
        assert tuple(map(int, release.split(".")))[:2] >= (3, 11)
