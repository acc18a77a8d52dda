"""The compound file, read back by somebody else's code."""

from __future__ import annotations

import io

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmr_xl.build.compound import CompoundError, compound_file

NAMES = st.text("abcdefXYZ0189_", min_size=1, max_size=31)


def read(data: bytes) -> dict[str, bytes]:
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        assert not file.parsing_issues
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(NAMES, st.binary(max_size=9000), min_size=1, max_size=14))
def test_every_stream_comes_back(streams):
    streams = {name.upper(): data for name, data in streams.items()}  # names differ by more than case
    assert read(compound_file(streams)) == streams


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 4095, 4096, 4097, 511, 512, 513, 70_000, 1_000_000])
def test_sizes_around_every_edge(size):
    streams = {"A": b"a" * size, "VBA/B": b"b" * (size // 2), "VBA/C": b""}
    assert read(compound_file(streams)) == streams


def test_equal_streams_give_equal_bytes():
    streams = {"VBA/dir": b"x" * 5000, "PROJECT": b"y"}
    assert compound_file(streams) == compound_file(streams)


def test_the_search_tree_is_a_red_black_tree():
    with olefile.OleFileIO(io.BytesIO(compound_file({f"N{i:03}": b"" for i in range(77)}))) as file:
        entries = file.direntries

        def blacks(sid: int, parent_red: bool) -> int:
            if sid == olefile.NOSTREAM:
                return 0
            red = entries[sid].color == 0
            assert not (red and parent_red), "two red nodes in a row"
            left = blacks(entries[sid].sid_left, red)
            assert left == blacks(entries[sid].sid_right, red), "paths pass different numbers of black nodes"
            return left + (not red)

        assert blacks(entries[0].sid_child, parent_red=False) > 0


@pytest.mark.parametrize("name", ["", "a" * 32, "a:b", "a!b", "a\\b"])
def test_a_name_the_format_forbids_is_refused(name):
    with pytest.raises(CompoundError, match="cannot name a stream"):
        compound_file({f"VBA/{name}": b""})


def test_more_than_it_can_hold_is_refused():
    with pytest.raises(CompoundError, match=r"6\.8 MB"):
        compound_file({"A": bytes(8_000_000)})
