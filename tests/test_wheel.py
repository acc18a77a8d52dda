"""The wheel carries everything: installed in a fresh environment, away from the project, it gives the demonstration."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--retries", "10", "-w", folder, "."],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_schemas_rule_pages_and_workbooks_travel(wheel):
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    shipped = [
        path.relative_to(PROJECT).as_posix()
        for folder in ("schemas", "workbooks")
        for path in (PROJECT / folder).rglob("*")
        if path.is_file()
    ]
    assert {f"pmr_xl/shipped/{name}" for name in shipped if not Path(name).name.startswith((".", "~"))} <= names
    pages = [path.relative_to(PROJECT).as_posix() for path in (PROJECT / "pmr_xl" / "rules").rglob("*.md")]
    assert pages
    assert set(pages) <= names
    # It goes by mail. Some 1,200 modules are 1.3 MB of it, schemas and workbooks 0.5; data that fell in would show.
    assert wheel.stat().st_size < 2_600_000


def test_the_demonstration_runs_from_the_wheel_alone(wheel, tmp_path):
    fresh = tmp_path / "fresh"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", fresh], check=True)
    scripts = fresh / ("Scripts" if os.name == "nt" else "bin")
    site = Path(sysconfig.get_path("purelib", vars={"base": str(fresh), "platbase": str(fresh)}))
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", site, wheel],
        check=True,
        capture_output=True,
    )
    # The libraries are the ones these tests run with; a .pth in a .pth is not followed, so pmr_xl is the wheel's alone.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    environment = {**os.environ, "PMR_CACHE": str(tmp_path / "cache")}
    asked = [scripts / "python", "-c", "import pmr_xl; print(pmr_xl.__file__)"]
    where = subprocess.run(asked, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout
    assert Path(where.strip()).is_relative_to(site)
    done = subprocess.run(
        [scripts / "python", "-m", "pmr_xl", "demo"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Open first" in done.stdout
    assert (tmp_path / "pmr-demo" / "READ_ME_FIRST.txt").exists()
