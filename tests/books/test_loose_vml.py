"""Drawings of the older kind that are no XML: Excel opens them, so they are read, and what they start is still seen."""

from __future__ import annotations

import zipfile

import pytest

from pmr_xl.books.reading.reader import read_book
from pmr_xl.model.fault import Unreadable

BUTTON = (
    '<v:shape id="b"><v:textbox><div>Press<br>me</div></v:textbox><x:ClientData ObjectType="Button">'
    "<x:Anchor>1, 0, 4, 0, 2, 0, 5, 0</x:Anchor><x:FmlaMacro>[0]!Go</x:FmlaMacro></x:ClientData></v:shape>"
)


def with_vml(source, target, change):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        changed = 0
        for part in old.infolist():
            content = old.read(part)
            if part.filename.endswith(".vml"):
                changed += 1
                content = change(content)
            new.writestr(part, content)
    assert changed
    return target


@pytest.mark.parametrize(
    "broken",
    [b"</xml>", b"<br></xml>", b"&#5;</xml>", b"<p>open</xml>"],
    ids=["sound", "a tag left open", "a sign that is none", "a paragraph left open"],
)
def test_a_button_in_a_drawing_that_is_no_xml_is_seen(made, tmp_path, broken):
    review = made.validations[1].review
    path = with_vml(review, tmp_path / "vml.xlsx", lambda vml: vml.replace(b"</xml>", BUTTON.encode() + broken))
    found = [(one.row, one.column, one.macro) for sheet in read_book(path).sheets for one in sheet.shapes]
    assert (5, 2, "[0]!Go") in found


def test_a_document_type_in_a_drawing_is_refused_as_everywhere(made, tmp_path):
    review = made.validations[1].review
    path = with_vml(review, tmp_path / "vml.xlsx", lambda vml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + vml)
    with pytest.raises(Unreadable, match="document type"):
        read_book(path)
