"""Excel's task pane: its manifest as Microsoft documents it, its icons, its policy, and what it asks of Excel."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from manifest_lint import faults

from pmr_xl.cli.commands import pmr
from pmr_xl.model.fault import Fault
from pmr_xl.web.page_text import HOSTED, page, page_of_pane
from pmr_xl.web.pane.icons import SIZES, icons
from pmr_xl.web.pane.manifest import LIBRARIES, manifest, pane_at

MODULES = os.environ.get("PMR_NODE_MODULES", "")
HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "pmr_xl" / "web" / "page"
PANE = pane_at("https://pmr.example.gov/check", "public")
TEXT = manifest(PANE, "Mayor's Office of Operations & co").decode()


def needs(*packages):
    there = MODULES and shutil.which("node") and all((Path(MODULES) / one).is_dir() for one in packages)
    return pytest.mark.skipif(not there, reason=f"PMR_NODE_MODULES names no folder with {', '.join(packages)}")


def test_the_manifest_is_as_microsoft_documents_it():
    assert faults(TEXT.encode()) == []
    assert "https://pmr.example.gov/check/pane.html" in TEXT
    assert "Mayor&#x27;s Office of Operations &amp; co" in TEXT
    assert "{{" not in TEXT


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<Version>0.1.0.0</Version>\n", "", "OfficeApp holds"),
        (">0.1.0.0<", ">0.1.0.0-rc<", "Version is not"),
        (r"<Permissions>", "<AppDomains/><Permissions>", "the order is"),
        ("https://pmr.example.gov/check/pane.html", "http://pmr.example.gov/check/pane.html", "no https address"),
        ("https://pmr.example.gov/check/icon-80.png", "https://elsewhere.example/icon-80.png", "more than one host"),
        ('<bt:Image size="80" resid="icon.80"/>', "", "sizes 16, 32 and 80"),
        ('resid="pane.tip"', 'resid="pane.top"', "not used, or not there"),
        ('<Host Name="Workbook"/>', '<Host Name="Document"/>', "not Excel"),
        ("ReadWriteDocument", "FullTrust", "none of the five"),
        ('"ExcelApi"', '"WordApi"', "none of Excel's"),
        ('id="pmr.open"', 'id="pmr.group"', "not its own"),
    ],
)
def test_the_lint_finds_what_is_not(old, new, said):
    assert old in TEXT
    assert any(said in one for one in faults(TEXT.replace(old, new).encode()))


def test_an_address_has_one_id_for_ever_and_another_address_another():
    places = ("https://pmr.example.gov/check", "https://pmr.example.gov/check/", "https://pmr.example.gov/test/")
    ids = {re.search("<Id>(.+)</Id>", manifest(pane_at(one, "public"), "x").decode())[1] for one in places}
    assert len(ids) == 2
    assert "d6badf04-9150-5662-b502-52ab64718558" in ids


@pytest.mark.parametrize(
    "address",
    [
        "http://pmr.example.gov",
        r"\\server\share",
        "https://",
        "https://a.gov/?x=1",
        "https://me@a.gov/",
        "https://a.gov/å",
    ],
)
def test_an_address_that_excel_takes_no_pane_from_is_refused(address, tmp_path):
    with pytest.raises(Fault) as told:
        pane_at(address, "public")
    assert told.value.remedy
    done = CliRunner().invoke(pmr, ["web", "--into", str(tmp_path / "page"), "--pane", address])
    assert done.exception
    assert not (tmp_path / "page").exists()


@pytest.mark.parametrize("size", SIZES)
def test_icons_are_pngs_of_their_sizes_with_two_colours(size):
    content = icons()[f"icon-{size}.png"]
    assert struct.unpack(">II", content[16:24]) == (size, size)
    raw = zlib.decompress(content[content.index(b"IDAT") + 4 : -16])
    pixels = {raw[1 + row * (size * 4 + 1) + at * 4 :][:4] for row in range(size) for at in range(size)}
    assert {bytes((23, 54, 93, 255)), bytes((255, 255, 255, 255))} <= pixels
    assert raw[1:5][3] < 255  # the corner is round


@pytest.mark.parametrize("cloud", sorted(LIBRARIES))
def test_the_pane_s_policy_names_microsoft_s_host_for_scripts_and_nothing_else(cloud):
    library = LIBRARIES[cloud]
    text = page({"program.zip": b"PK"}, {"python": "3.14.2"}, "", page_of_pane(library)).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    host = library.split("/lib/")[0].removesuffix("/appsforoffice")
    rules = dict(one.split(" ", 1) for one in policy.split("; "))
    assert [name for name, allowed in rules.items() if "//" in allowed] == ["script-src"]
    assert [one for one in rules["script-src"].split() if "//" in one] == [host]
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert f"'sha256-{base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()}'" in policy
    assert f'<script src="{library}"></script>' in text
    assert "microsoft" not in page({}, {}, "", HOSTED).decode().lower()


@needs("office-addin-manifest-converter")
def test_microsoft_s_own_reader_finds_the_whole_pane_in_the_manifest(tmp_path):
    (tmp_path / "manifest.xml").write_text(TEXT, encoding="utf-8")
    order = ["node", str(HERE / "manifest.mjs"), MODULES, str(tmp_path / "manifest.xml"), str(tmp_path / "out")]
    done = subprocess.run(order, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    (extension,) = told["extensions"]
    assert extension["requirements"] == {
        "capabilities": [{"name": "ExcelApi", "minVersion": "1.8"}],
        "scopes": ["workbook"],
    }
    (control,) = extension["ribbons"][0]["tabs"][0]["groups"][0]["controls"]
    assert (control["label"], [one["size"] for one in control["icons"]]) == ("Check form", [16, 32, 80])
    assert extension["runtimes"][0]["code"]["page"] == "https://pmr.example.gov/check/pane.html"


@needs("office-addin-mock")
def test_what_is_asked_of_excel_is_loaded_before_it_is_read():
    """Microsoft's own stand-in gives no property that was not loaded and synced."""
    order = ["node", str(HERE / "excel_mock.mjs"), MODULES, str(PAGE / "excel.js")]
    done = subprocess.run(order, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["name"] == "form.xlsx"
    assert told["bytes"] == list(b"PK\x03\x04workbook")
    assert told["closed"] == 1
    assert told["selected"] == ["Submission!J7:J9"]
    assert (told["before"], told["cell"]) == ("said", [["'=words"]])
    assert told["back"] == [["said"]]
    assert base64.b64decode(told["copy"]) == b"PK"
    assert told["events"] == [["Submission", "J7"]]
    assert told["failed"] == "no file here"
