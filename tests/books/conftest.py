"""Counts what the reader was compared on, and prints it at the end of a run."""

from __future__ import annotations

from collections import Counter

import pytest

_COMPARED = pytest.StashKey[dict[str, Counter[str]]]()


@pytest.fixture(scope="session")
def compared(pytestconfig):
    """Counters by corpus: files, cells, and each settled disagreement by its reason."""
    return pytestconfig.stash.setdefault(_COMPARED, {})


def pytest_terminal_summary(terminalreporter, config):
    """Files and cells that were compared with an independent reader, and how often a settled disagreement came up."""
    corpora = config.stash.get(_COMPARED, {})
    if corpora:
        terminalreporter.section("the reader against openpyxl and calamine")
    for corpus, counts in sorted(corpora.items()):
        terminalreporter.write_line(f"{corpus}: {counts['files']:,} files, {counts['cells']:,} cells compared")
        for reason, times in sorted(item for item in counts.items() if item[0] not in ("files", "cells")):
            terminalreporter.write_line(f"  settled, {times:,} times: {reason}")
