"""Every PMR function 2,000 times, cell by cell, and PMR_CHECK of 2,000 figures in one call: at most 3 s, and 1 s warm.

Processor time, so that a busy machine does not count. Run: python benchmarks/functions.py
"""

from __future__ import annotations

import time

from pmr_xl.desk.desk import Desk
from pmr_xl.excel import udfs
from pmr_xl.excel.examples import CALLS, parse_call, shipped_office

CELLS, ALONE, TOGETHER = 2_000, 3.0, 1.0
ROWS = ("PMR_TREND", "PMR_FYTD", "PMR_SERIES")  # functions of a whole row


def main() -> None:
    with shipped_office():
        for call, _ in CALLS:
            name, arguments = parse_call(
                call.removeprefix("TRANSPOSE(").removesuffix(")") if "TRANSPOSE" in call else call
            )
            function = getattr(udfs, name)
            alone = [cells if name in ROWS else [[cells[0][0]]] for cells in arguments]
            function(*alone)
            start = time.process_time()
            for _ in range(CELLS):
                function(*alone)
            print(f"{name:18} {time.process_time() - start:5.2f} s for {CELLS:,} cells one by one; at most {ALONE} s")
        library = Desk().library
        ids = [[line.id] for code in library.agencies() for line in library.chapter(code).lines][:CELLS]
        for word in ("cold", "warm"):
            start = time.process_time()
            udfs.PMR_CHECK(ids, [[1.0]] * len(ids), [["MMR"]], [["FY26"]])
            took = time.process_time() - start
            print(f"PMR_CHECK {word}     {took:5.2f} s for {len(ids):,} figures in one call; at most {TOGETHER} s warm")


if __name__ == "__main__":
    main()
