"""What is packed into the page is whole, small and the same each time; the page's policy names no other place."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
import sys
import tarfile
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.web.packing import runtime
from pmr_xl.web.packing.archive import gzip_bytes, pack_files
from pmr_xl.web.packing.core import NOT_IN_A_PAGE, core_files, named_in
from pmr_xl.web.page_text import HOSTED, INSIDE, page

# Asked for only where a schema was not made ready, by XlsxWriter for a type checker alone, to sign, or to unpack sooner
# where it is there: no page needs it.
ELSEWHERE = {"pydantic", "yaml", "typing_extensions", "cryptography", "zlib_ng"}


def places(module):
    """Where Python's library may have a module: as a file, or as a folder."""
    place = module.replace(".", "/")
    return f"{place}.pyc", f"{place}/__init__.pyc"


def test_every_module_that_the_core_names_is_packed_or_python_s_own():
    core = core_files()
    ours = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in core}
    named = {one for name, text in core.items() if name.endswith(".py") for one in named_in(text)}
    assert {"pmr_xl.web.bridge", "pmr_xl.desk.repair", "pmr_xl.rules.type.text_number", "xlsxwriter"} <= ours
    missing = {
        one for one in named if one not in ours and one.rpartition(".")[0] not in ours
    }  # a name in a module is none
    strange = {one for one in missing if one.partition(".")[0] not in sys.stdlib_module_names}
    left_out = {one for one in strange if one.startswith(NOT_IN_A_PAGE)}
    assert left_out
    assert {one.partition(".")[0] for one in strange - left_out} == ELSEWHERE


def test_what_is_left_out_of_python_s_library_is_named_nowhere_in_the_core():
    named = {one for name, text in core_files().items() if name.endswith(".py") for one in named_in(text)}
    own = {one for one in named if one.partition(".")[0] in sys.stdlib_module_names}
    gone = {one.partition(".")[0] for one in own if not all(map(runtime._needed, places(one)))}
    assert gone == {"ctypes"}  # Windows's own calls, and locks of other systems


def test_archives_have_the_same_bytes_each_time():
    files = {"b.py": b"1" * 99, "a/c.md": "é".encode()}
    assert pack_files(files) == pack_files(dict(reversed(files.items())))
    assert gzip_bytes(b"x" * 99) == gzip_bytes(b"x" * 99)
    with ZipFile(io.BytesIO(gzip.decompress(pack_files(files)))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


@pytest.mark.parametrize("inside", [True, False])
def test_the_page_s_policy_allows_its_own_script_and_style_and_no_other_place(inside):
    text = page({"program.zip": b"PK"}, {"python": "3.14.2"}, "", INSIDE if inside else HOSTED).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    for tag in ("style", "script"):
        body = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(body) == 1
        assert f"'sha256-{base64.b64encode(hashlib.sha256(body[0].encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert f"connect-src {'none' if inside else 'self'}".split()[1] in policy.split("connect-src ")[1]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert not re.search(r"https?://(?!www\.w3\.org|inside\.invalid)", text)
    assert "{{" not in text
    assert ('id="part-program.zip"' in text) is inside


def test_another_runtime_than_the_known_one_is_refused_and_nothing_is_written(tmp_path):
    with tarfile.open(tmp_path / "pyodide.tgz", "w:gz"):
        pass
    order = ["web", "--into", str(tmp_path / "page"), "--runtime", str(tmp_path / "pyodide.tgz")]
    done = CliRunner().invoke(pmr, order)
    assert "SHA-256 is another one" in str(done.exception)
    assert not (tmp_path / "page").exists()


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path):
    (tmp_path / "thesis.docx").write_bytes(b"")
    done = CliRunner().invoke(pmr, ["web", "--into", str(tmp_path)])
    assert "holds other things (thesis.docx)" in str(done.exception)
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize("name", ["site", "README.txt"])
def test_a_site_or_a_text_of_somebody_else_is_left_alone_whatever_its_name(tmp_path, name):
    own = tmp_path / name / "index.html" if name == "site" else tmp_path / name
    own.parent.mkdir(exist_ok=True)
    own.write_text("the public site", encoding="utf-8")
    done = CliRunner().invoke(pmr, ["web", "--into", str(tmp_path)])
    assert f"holds other things ({name}); nothing was written" in str(done.exception)
    assert own.read_text(encoding="utf-8") == "the public site"


def test_without_npm_the_way_to_bring_the_runtime_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(pmr, ["web", "--into", str(tmp_path / "page")])
    assert "npm, which is not installed here" in str(done.exception)
    assert f"npm pack pyodide@{runtime.VERSION}" in done.exception.remedy
