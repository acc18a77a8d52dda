"""Indicators that two agencies report: the schemas name every pair whose published figures tell."""

import re
from itertools import combinations

from pmr_xl.imports.matching import match

ENOUGH = 3  # different figures on which two agencies agree
LONG = 4  # digits of figures that do not meet by chance


def digits(text):
    return len(re.sub(r"\D", "", text))


def test_the_shipped_schemas_name_every_shared_indicator_on_both_sides(shipped, table):
    rows = {}
    for code, printed in table.agencies().items():
        ids = match(table, printed, shipped.chapter(code)).ids
        rows |= {ids[row.number]: (code, row) for row in printed}
    named = {line.id: line.indicator.same_as for chapter in shipped.chapters() for line in chapter.lines}
    pairs = {frozenset((one, other)) for one, other in named.items() if other}
    assert len(pairs) == 11
    assert all(named[other] == one for one, other in named.items() if other), "both sides say so"
    for one, other in map(sorted, pairs):
        same = {rows[one][1][year] for year in table.years if rows[one][1][year] == rows[other][1][year]}
        assert len(same) >= ENOUGH, (one, other)
    for (one, (mine, a)), (other, (theirs, b)) in combinations(rows.items(), 2):
        if mine == theirs or a["FY26"] != b["FY26"] or digits(a["FY26"]) < LONG:
            continue
        same = {a[year] for year in table.years if a[year] == b[year] and digits(a[year]) >= LONG}
        assert len(same) < ENOUGH or frozenset((one, other)) in pairs, (one, other)
