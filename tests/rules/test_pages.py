"""Every page's examples are tests; rules and pages agree in both directions; no message scolds."""

import re
from pathlib import Path
from string import Formatter

import pytest
import stories

import pmr_xl.rules
from pmr_xl.rules import rulebook
from pmr_xl.rules.engine.pages import CLEAN, read_page, rule_book

RULES = Path(pmr_xl.rules.__file__).parent
BOOK = rulebook()
EXAMPLES = [
    pytest.param(example, id=f"{code}: {example.title}")
    for code, rule in BOOK.items()
    for example in read_page(rule.page).examples
]
FORBIDDEN = re.compile(r"\b(valid|invalid|please|sorry|illegal)\b", re.IGNORECASE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_gives_what_its_page_says(example):
    found = stories.findings(example.tables)
    said = [f"{f.severity.value} {f.rule} · {f.place.replace(' ', '_')} · {f.message}" for f in found]
    places = [(f.severity.value, f.rule, f.place.replace(" ", "_")) for f in found]
    assert places == [(e.severity, e.code, e.place) for e in example.expected], said
    for finding, expected in zip(found, example.expected, strict=True):
        assert expected.matches(finding.message), f"{finding.message}\n is not\n{expected.message}"
        assert "{" not in finding.message + finding.remedy


def test_the_clean_form_is_clean():
    assert stories.findings(()) == ()


@pytest.mark.parametrize("code", BOOK)
def test_a_page_shows_where_its_rule_fires_and_where_it_does_not(code):
    examples = read_page(BOOK[code].page).examples
    assert any(code in {e.code for e in example.expected} for example in examples), "no example fires"
    assert any(code not in {e.code for e in example.expected} for example in examples), "no example is clean"


def test_every_page_has_its_rule_and_every_rule_its_page():
    pages = {path.relative_to(RULES).with_suffix("").as_posix().replace("/", ".") for path in RULES.rglob("*.md")}
    modules = {rule.function.__module__.removeprefix("pmr_xl.rules.") for rule in BOOK.values()}
    assert pages == modules
    assert len(modules) == len(BOOK), "one rule, one file"


@pytest.mark.parametrize("code", BOOK)
def test_a_rule_says_where_and_how_to_mend_and_does_not_scold(code):
    rule = BOOK[code]
    blanks = {name for _, name, _, _ in Formatter().parse(rule.message) if name}
    assert "where" in blanks
    assert rule.fix.strip()
    assert rule.summary.endswith("."), "the docstring's first line is the rule in one sentence"
    for text in (rule.message, rule.fix, rule.page):
        assert not FORBIDDEN.search(text), FORBIDDEN.search(text)
    assert re.fullmatch(r"[A-Z]{3}-\d{3}", code)


def test_the_rule_book_is_the_pages():
    kept = RULES.parents[1] / "docs" / "rules.md"
    assert kept.read_text(encoding="utf-8") == rule_book(), (
        "out of date: python -m pmr_xl.rules.engine.pages > docs/rules.md"
    )


def test_a_page_that_promises_nothing_is_refused():
    with pytest.raises(ValueError, match="needs either"):
        read_page("# A page\n**Why.** x **Fix.** y\n## Nothing said\n")
    assert read_page(f"# A page\n**Why.** x **Fix.** y\n## Clean\n> {CLEAN}\n").examples[0].expected == ()
