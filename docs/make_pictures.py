"""The pictures of the guides, drawn anew: python docs/make_pictures.py (needs LibreOffice and pdftoppm).

Those of the page for agencies need Node, a Chromium, PMR_PYODIDE and PMR_NODE_MODULES (CONTRIBUTING.md) too; without
them they stay as they are.

LibreOffice does not draw line sparklines, buttons or drop-downs; in Excel they are there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.demo.demonstration import demo
from pmr_xl.desk.demo.practice import practice
from pmr_xl.desk.desk import Desk
from pmr_xl.office.folder import built_in_office, init_office
from pmr_xl.web.making import make_pages
from pmr_xl.web.pane.manifest import pane_at

PICTURES = Path(__file__).parent / "pictures"
# Picture, folder of the demonstration, file, page of the printout: its number, or words by which it is known.
SHEETS = (
    ("form", "submissions", "PMR_FDNY_MMR_FY26_v1.xlsx", 3),
    ("welcome", "blank_forms", "PMR_DSNY_MMR_FY26_v1.xlsx", 1),
    ("review_copy", "review_copies", "PMR_FDNY_MMR_FY26_v1_review.xlsx", 3),
    ("findings", "review_copies", "PMR_FDNY_MMR_FY26_v1_review.xlsx", "PMR findings"),
    ("commissioner", "submissions", "PMR_FDNY_MMR_FY26_v1.xlsx", "What moved most"),
    ("variances", "variance_sheets", "PMR_FDNY_MMR_FY26_v1_variances.xlsx", 1),
    ("tables", "tables", "PMR_DSNY_MMR_FY26_tables.xlsx", 1),
)
DOTS = 80


def printed(workbook: Path, into: Path) -> Path:
    """The workbook's printout as PDF."""
    profile = f"-env:UserInstallation={(into / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(into), str(workbook)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return into / f"{workbook.stem}.pdf"


def page_of(pdf: Path, wanted: int | str) -> int:
    """A page's number; for words, the page that they are at the foot of, or else in the text of."""
    if isinstance(wanted, int):
        return wanted
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)  # noqa: S603, S607 - our own command
    return page_known_by(told.stdout.split("\f"), wanted)


def page_known_by(pages: list[str], words: str) -> int:
    """The number of the first of these texts of pages whose last line has the words, or else that has them anywhere.

    A sheet's name stands at its foot, and other sheets speak of it too.
    """
    feet = [text.strip().rpartition("\n")[2] for text in pages]
    return next(number for texts in (feet, pages) for number, text in enumerate(texts, start=1) if words in text)


def draw_page(room: Path, workbook: Path) -> None:
    """The page for agencies, as its test opens it."""
    modules, runtime = os.environ.get("PMR_NODE_MODULES"), os.environ.get("PMR_PYODIDE")
    chromium = shutil.which("chromium")
    if not (modules and runtime and chromium):
        print("The page's pictures stay as they are: PMR_NODE_MODULES, PMR_PYODIDE or a Chromium is missing.")
        return
    pane = pane_at("https://pmr.example.gov/check/", "public")
    made = make_pages(Desk(built_in_office()), room / "page", Path(runtime), pane)
    drivers = Path(__file__).parents[1] / "tests" / "web"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(made.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_address[1]}/"
    words = (
        ("browser.mjs", modules, chromium, made.single.resolve().as_uri(), str(workbook), str(room)),
        ("pane.mjs", modules, chromium, "picture", host, str(room), str(workbook)),
    )
    for driver, *rest in words:
        subprocess.run(["node", str(drivers / driver), *rest], check=True, capture_output=True)  # noqa: S603, S607 - our own command
    server.shutdown()
    for picture in ("page_findings", "page_telephone", "page_fixes", "pane"):
        shutil.copy(room / f"{picture}.png", PICTURES)


def draw_site(room: Path) -> None:
    """The public site of the published report in a Chromium, where there is one and playwright-core."""
    modules, chromium = os.environ.get("PMR_NODE_MODULES"), shutil.which("chromium")
    if not (modules and chromium):
        print("The public site's pictures stay as they are: PMR_NODE_MODULES or a Chromium is missing.")
        return
    office = init_office(room / "published")
    tables = built_in_office() / "schemas" / "published"
    run = partial(CliRunner().invoke, pmr)
    for kind in ("indicators", "resources", "units_of_appropriation"):
        table = str(tables / f"mmr_fy2026_{kind}.csv")
        run(["--office", str(office), "record", "import", table, "--year", "2026", "--released"])
    run(["--office", str(office), "publish", "--site", str(room / "site"), "--year", "2026"])
    driver = Path(__file__).parents[1] / "tests" / "web" / "site.mjs"
    words = [modules, chromium, f"{(room / 'site').as_uri()}/", "structural fires", str(room)]
    subprocess.run(["node", str(driver), *words], check=True, capture_output=True)  # noqa: S603, S607 - our own command
    for picture in ("site_city_1280", "site_agency_1280", "site_indicator_1280", "site_indicator_360"):
        shutil.copy(room / f"{picture}.png", PICTURES)


# Picture, file in the practice office's outbox, page of its printout.
OFFICE = (
    ("board", "board.xlsx", 1),
    ("exceptions", "PMR_exceptions_MMR-FY26_trainee.xlsx", 1),
    ("brief", "PMR_FDNY_brief.docx", 1),
    ("worksheet", "PMR_targets_FDNY_MMR-FY26.xlsx", 1),
    ("commitments", "PMR_DSNY_commitments.xlsx", 1),
    ("memo", "PMR_DSNY_memo.docx", 1),
    ("practice", "PMR_practice.xlsx", 1),
)


def draw_office(room: Path) -> None:
    """What an office looks at as a whole, in the office that new staff practise in."""
    made = practice(room / "practice")
    outbox = made.folder / "outbox"
    for words in (
        ("commitment", "import", str(made.folder / "recommendations.csv")),
        ("commitment", "update", "C-2", "--owner", "Bureau of Cleaning", "--status", "partly implemented",
         "--evidence", "the method is written, its publication waits for the website"),
        ("board", "--of", "Trainee", "--sheet", str(outbox / "board.xlsx")),
        ("exceptions", "--of", "Trainee"),
        ("brief", "FDNY"),
        ("targets", "FDNY"),
        ("commitment", "sheet", "DSNY"),
        ("commitment", "memo", "DSNY"),
    ):  # fmt: skip
        CliRunner().invoke(pmr, ["--office", str(made.folder), *words])
    shutil.copy(made.workbook, outbox)
    for picture, file, wanted in OFFICE:
        draw(printed(outbox / file, room), wanted, picture)


def draw(pdf: Path, page: int, picture: str) -> None:
    """One page of a printout as a picture of that name."""
    target = PICTURES / picture
    words = ["-r", str(DOTS), "-f", str(page), "-l", str(page), "-png", "-singlefile", str(pdf), str(target)]
    subprocess.run(["pdftoppm", *words], check=True)  # noqa: S603, S607 - our own command
    print(target.with_suffix(".png"))


def main() -> None:
    """Make the demonstration in a temporary folder and draw its sheets."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        draw_office(Path(name))
        made = demo(Path(name) / "demo").folder
        draw_site(Path(name))
        draw_page(Path(name), made / "submissions" / "PMR_FDNY_MMR_FY26_v1.xlsx")
        for picture, folder, file, wanted in SHEETS:
            pdf = printed(made / folder / file, Path(name))
            draw(pdf, page_of(pdf, wanted), picture)


if __name__ == "__main__":
    main()
