"""The page that Help opens: every rule's, whole, as a page of the browser."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from pmr_xl.excel.ribbon.rule_page import as_html, write_rule_page
from pmr_xl.rules import rulebook

_ALONE = {"meta", "br"}


class Reader(HTMLParser):
    """What stands on a page, and whether every element is closed in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, _attributes):
        self.tags.append(tag)
        if tag not in _ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.mark.parametrize("code", sorted(rulebook()))
def test_every_page_can_be_read_whole(code):
    page = rulebook()[code].page
    found = read(as_html(code, page))
    assert found.open == []
    assert found.tags.count("h1") == 1
    assert found.tags.count("h2") == page.count("\n## ")
    assert found.tags.count("blockquote") >= 2, "an example that is found and one that is clean"
    assert "**" not in found.text
    assert page.partition("\n")[0].removeprefix("# ") in found.text


def test_signs_of_markup_stay_signs():
    found = read(
        as_html("AAA-001", "# A <b> & c\n\n**Why.** `x < y`\n\n| a | b |\n| --- | --- |\n| <i> | 2 |\n> error")
    )
    assert "A <b> & c" in found.text
    assert "x < y" in found.text
    assert "<i>" in found.text
    assert {"table", "td", "code", "strong"} <= set(found.tags)


def test_it_is_written_whole_in_the_user_s_own_folder(own_home):
    path = write_rule_page("TYP-001", rulebook()["TYP-001"].page)
    assert own_home in path.parents
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
