"""The pictures of the guides, drawn anew: python docs/make_pictures.py (needs LibreOffice and pdftoppm).

LibreOffice does not draw line sparklines, buttons or drop-downs; in Excel they are there.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from pmr_xl.desk.demo.demonstration import demo

PICTURES = Path(__file__).parent / "pictures"
# Picture, folder of the demonstration, file, page of the printout: its number, or a word of its sheet name.
SHEETS = (
    ("form", "submissions", "PMR_FDNY_MMR_FY26_v1.xlsx", 3),
    ("welcome", "blank_forms", "PMR_DSNY_MMR_FY26_v1.xlsx", 1),
    ("review_copy", "review_copies", "PMR_FDNY_MMR_FY26_v1_review.xlsx", 3),
    ("findings", "review_copies", "PMR_FDNY_MMR_FY26_v1_review.xlsx", "findings"),
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
    """A page's number; for a word, the first page that has the word in its footer's sheet name."""
    if isinstance(wanted, int):
        return wanted
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)  # noqa: S603, S607 - our own command
    pages = told.stdout.split("\f")
    return next(number for number, text in enumerate(pages, start=1) if f"PMR {wanted}" in text)


def main() -> None:
    """Make the demonstration in a temporary folder and draw its sheets."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        made = demo(Path(name) / "demo").folder
        for picture, folder, file, wanted in SHEETS:
            pdf = printed(made / folder / file, Path(name))
            page = str(page_of(pdf, wanted))
            target = PICTURES / picture
            command = [
                "pdftoppm",
                "-r",
                str(DOTS),
                "-f",
                page,
                "-l",
                page,
                "-png",
                "-singlefile",
                str(pdf),
                str(target),
            ]
            subprocess.run(command, check=True)  # noqa: S603 - our own command
            print(target.with_suffix(".png"))


if __name__ == "__main__":
    main()
