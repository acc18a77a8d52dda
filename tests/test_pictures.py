"""The guides' pictures: each is there, and of the page that it is named for."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = re.compile(r"pictures/(\w+\.png)")


def test_every_picture_that_is_shown_is_there():
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = {name for text in texts for name in PICTURE.findall(text.read_text(encoding="utf-8"))}
    assert len(shown) > 15
    assert shown <= {path.name for path in (ROOT / "docs" / "pictures").glob("*.png")}


def test_a_sheet_is_found_by_its_name_at_the_foot_not_by_what_others_say_of_it():
    page_known_by = runpy.run_path(str(ROOT / "docs" / "make_pictures.py"))["page_known_by"]
    pages = [
        "Progress\nWhat the office finds comes back in a copy, on the sheet PMR findings.\n\nProgress    Page 1 of 2\n",
        "Findings\nCell takes you there.\n\nPMR findings    file.xlsx    Page 2 of 2\n\n",
    ]
    assert page_known_by(pages, "PMR findings") == 2
    assert page_known_by(pages, "Cell takes you") == 2
    assert page_known_by(pages, "What the office") == 1
