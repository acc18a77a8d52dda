"""PMR.xlam: the ribbon tab and the functions. One hidden sheet says what it is."""

from __future__ import annotations

import io

from pmr_xl.build.macros import macro_text
from pmr_xl.build.package import as_addin, ribbon_with_tips
from pmr_xl.build.sheet import BuiltBook


def addin_book(vba: bytes, tips: dict[str, tuple[str, str]], version: str) -> bytes:
    """The bytes of the add-in.

    Args:
        vba: its project.
        tips: function name → what its button says about itself, in one line and at length.
        version: of pmr_xl, written where the installation's doctor can read it.
    """
    made = BuiltBook("PMR", "Performance submissions: validate, review, assemble")
    made.book.add_vba_project(io.BytesIO(vba), is_stream=True)
    made.book.set_vba_name("ThisWorkbook")
    page = made.book.add_worksheet("PMR")
    page.set_vba_name("Sheet1")
    page.write_row(0, 0, ("pmr_xl", version))
    made.book.define_name("pmr_version", "='PMR'!$B$1")
    return as_addin(made.bytes(), ribbon_with_tips(macro_text("ribbon.xml"), tips))
