"""Review copies open in readers that go by the names of parts: ExcelJS and SheetJS, where npm's packages are there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

MODULES = os.environ.get("PMR_NODE_MODULES", "")
EXCELJS = """
const book = new (require('exceljs').Workbook)();
book.xlsx.readFile(process.argv[1]).then(() => {
  let notes = 0;
  book.eachSheet(s => s.eachRow(r => r.eachCell({includeEmpty: true}, c => { if (c.note) notes++; })));
  console.log(JSON.stringify({sheets: book.worksheets.map(s => s.name), notes}));
});
"""
SHEETJS = """
const book = require('xlsx').readFile(process.argv[1]);
let notes = 0;
for (const s of Object.values(book.Sheets)) for (const k of Object.keys(s)) if (s[k] && s[k].c) notes++;
console.log(JSON.stringify({sheets: book.SheetNames, notes}));
"""


@pytest.mark.skipif(not (MODULES and shutil.which("node")), reason="PMR_NODE_MODULES names no node_modules folder")
@pytest.mark.parametrize(("package", "script"), [("exceljs", EXCELJS), ("xlsx", SHEETJS)])
def test_every_review_copy_opens_there(made, package, script):
    if not (Path(MODULES) / package).is_dir():
        pytest.skip(f"{MODULES} holds no {package}")
    copies = sorted((made.folder / "review_copies").glob("*_review.xlsx"))
    assert len(copies) == 3
    notes = 0
    for copy in copies:
        run = subprocess.run(
            ["node", "-e", script, str(copy)],
            capture_output=True, text=True, check=True, env=os.environ | {"NODE_PATH": MODULES},
        )  # fmt: skip
        read = json.loads(run.stdout)
        assert "Submission" in read["sheets"]
        assert any(name.startswith("PMR findings") for name in read["sheets"]), read["sheets"]
        book = openpyxl.load_workbook(copy)
        assert read["notes"] == sum(bool(cell.comment) for sheet in book for row in sheet.iter_rows() for cell in row)
        notes += read["notes"]
    assert notes
