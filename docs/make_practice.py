"""The tour for new staff, written anew from its steps: python docs/make_practice.py."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.desk.demo.tour import page

(Path(__file__).parent / "practice.md").write_text(page(), encoding="utf-8")
