"""A small part that is the same in many workbooks is unpacked and parsed once; what is told of each stays the same."""

import pytest
from packing import HEAD, packed, parts, rels, sheet

from pmr_xl.books.package import opening, small_parts
from pmr_xl.books.package.opening import Limits, Package
from pmr_xl.books.reading.reader import book_of
from pmr_xl.model.fault import Unreadable


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(small_parts, "_kept", {})


@pytest.fixture
def parsed(monkeypatch):
    """How many small parts were parsed."""
    seen, parse = [], small_parts.parse

    def counted(*told):
        seen.append(told)
        parse(*told)

    monkeypatch.setattr(small_parts, "parse", counted)
    return lambda: len(seen)


def workbook(cell="<v>1</v>", table="A1:B2"):
    made = parts(sheet(f'<row r="1"><c r="A1">{cell}</c></row>'))
    made["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("rId1", "table", "../tables/table1.xml"))
    made["xl/tables/table1.xml"] = f'{HEAD}<table name="T" displayName="T" ref="{table}"><tableColumns/></table>'
    return made


def read(made, limits=None):
    return book_of(Package("form.xlsx", packed(made), limits or Limits()))


def test_what_is_alike_is_parsed_once_and_told_each_time(parsed):
    first = read(workbook())
    once = parsed()
    again = read(workbook("<v>2</v>"))
    assert once >= 5
    assert parsed() == once
    assert [book.sheets[0].at(1, 1).value for book in (first, again)] == [1.0, 2.0]
    assert first.sheets[0].tables == again.sheets[0].tables
    other = read(workbook(table="A1:C9"))
    assert parsed() == once + 1
    assert other.sheets[0].tables != first.sheets[0].tables


def test_one_that_is_not_well_formed_is_told_each_time():
    made = workbook()
    made["xl/tables/table1.xml"] = made["xl/tables/table1.xml"].replace("</table>", "")
    for _ in range(2):
        with pytest.raises(Unreadable, match=r"table1\.xml"):
            read(made)


def test_a_document_type_is_told_each_time():
    made = workbook()
    made["xl/tables/table1.xml"] = made["xl/tables/table1.xml"].replace("<table", "<!DOCTYPE a><table", 1)
    for _ in range(2):
        with pytest.raises(Unreadable, match="document type"):
            read(made)


def test_limits_hold_for_what_is_known():
    read(workbook())
    with pytest.raises(Unreadable, match="more than 9 elements"):
        read(workbook(), Limits(tags=9))
    with pytest.raises(Unreadable, match="unpacks to more than"):
        read(workbook(), Limits(unpacked_bytes=2_000))


def test_elements_of_known_parts_are_counted():
    def counted(made):
        package = Package("form.xlsx", packed(made))
        book_of(package)
        return package.work._tags

    assert counted(workbook()) == counted(workbook()) > 20


def test_bytes_that_were_changed_are_told_though_the_rest_is_known():
    data = packed(workbook(), 0)  # as they are, not packed
    book_of(Package("form.xlsx", data))
    place = data.index(b'ref="A1:B2"') + len('ref="A1:B')
    with pytest.raises(Unreadable, match="damaged bytes"):
        book_of(Package("form.xlsx", data[:place] + b"9" + data[place + 1 :]))


def test_no_more_are_kept_than_are_worth_it(monkeypatch):
    monkeypatch.setattr(small_parts, "_MOST_KEPT", 8)
    for number in range(2, 30):
        assert read(workbook(table=f"A1:B{number}")).sheets[0].tables
    assert 0 < len(small_parts._kept) <= 8


def test_a_larger_part_is_not_kept():
    package = Package("form.xlsx", packed(workbook()))
    entry = package.entry("xl/tables/table1.xml")
    assert small_parts.key_of(entry, package.data, package.limits) is not None
    assert small_parts.key_of(entry._replace(size=5_000), package.data, package.limits) is None
    assert opening.key_of is small_parts.key_of
