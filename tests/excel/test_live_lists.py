"""Lists that are open in Excel, tried on stand-ins of what Excel says of them."""

from __future__ import annotations

from types import SimpleNamespace

from pmr_xl.books.live_lists import chosen_rows, filter_kept


def part(first: int, count: int) -> SimpleNamespace:
    return SimpleNamespace(Row=first, Rows=SimpleNamespace(Count=count))


class Numbered(list):
    """A collection as Excel has them, counted from 1."""

    @property
    def Count(self) -> int:  # noqa: N802 - Excel's name
        return len(self)

    def Item(self, at: int):  # noqa: N802 - Excel's name
        return self[at - 1]


def test_rows_chosen_in_several_parts_are_all_meant_and_each_once():
    api = SimpleNamespace(Areas=Numbered([part(14, 2), part(11, 1), part(15, 3)]))
    assert chosen_rows(SimpleNamespace(api=api)) == [11, 14, 15, 16, 17]
    alone = SimpleNamespace(api=SimpleNamespace(), row=12, last_cell=SimpleNamespace(row=13))
    assert chosen_rows(alone) == [12, 13]
    assert chosen_rows(None) == []


class Filtered:
    """A sheet with a filter in its columns, and what was asked of it."""

    def __init__(self, *columns: SimpleNamespace) -> None:
        self.asked: list[object] = []
        area = SimpleNamespace(AutoFilter=lambda **told: self.asked.append(told))
        self.AutoFilter = SimpleNamespace(Filters=Numbered(columns), Range=area)

    def ShowAllData(self) -> None:  # noqa: N802 - Excel's name
        self.asked.append("all")


def test_a_filter_is_taken_off_while_the_list_is_written_and_set_again():
    on = SimpleNamespace(On=True, Criteria1="=DSNY", Operator=0)
    several = SimpleNamespace(On=True, Criteria1=("=a", "=b"), Operator=7)
    either = SimpleNamespace(On=True, Criteria1=">1", Operator=2, Criteria2="<0")
    sheet = Filtered(SimpleNamespace(On=False), on, several, either)
    with filter_kept(SimpleNamespace(api=sheet)):
        sheet.asked.append("written")
    assert sheet.asked == [
        "all", "written", {"Field": 2, "Criteria1": "=DSNY"}, {"Field": 3, "Criteria1": ("=a", "=b"), "Operator": 7},
        {"Field": 4, "Criteria1": ">1", "Operator": 2, "Criteria2": "<0"},
    ]  # fmt: skip


def test_where_nothing_is_filtered_nothing_is_asked():
    sheet = Filtered(SimpleNamespace(On=False))
    with filter_kept(SimpleNamespace(api=sheet)):
        pass
    assert sheet.asked == []
    with filter_kept(SimpleNamespace(api=SimpleNamespace())):
        pass
