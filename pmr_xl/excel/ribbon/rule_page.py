"""A rule's page as a page of the browser: the whole of it, beside the workbook, which stays where it is."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from pmr_xl.atomic_write import write_atomically
from pmr_xl.desk.log import state_folder

_LOOK = (
    "body{font:16px/1.5 Calibri,Carlito,sans-serif;color:#1f1f1f;max-width:46em;margin:2em auto;padding:0 1em}"
    "h1,h2{color:#17365d;line-height:1.2}table{border-collapse:collapse;margin:1em 0}"
    "td,th{border:1px solid #bfc7d1;padding:.2em .6em;text-align:left}blockquote{margin:1em 0;padding:.4em 1em;"
    "border-left:4px solid #b45309;background:#fff9db}code{background:#f3f4f6}"
)


def write_rule_page(code: str, page: str) -> Path:
    """The page of a rule as a file, written anew.

    Args:
        code: the rule's.
        page: its text as it stands beside the rule.
    """
    path = state_folder() / "rules" / f"{code}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, as_html(code, page).encode())
    return path


def as_html(code: str, page: str) -> str:
    """The page as HTML: headings, paragraphs, tables and the findings an example gives."""
    blocks = (_block(block.strip()) for block in re.split(r"\n\s*\n", page.strip()))
    title = escape(page.strip().partition("\n")[0].removeprefix("# "))
    head = f'<meta charset="utf-8"><title>{escape(code)} · {title}</title><style>{_LOOK}</style>'
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><p>{escape(code)}</p>{"".join(blocks)}</body></html>'
    )


def _block(block: str) -> str:
    lines = block.splitlines()
    if block.startswith("#"):
        level = len(block) - len(block.lstrip("#"))
        rest = "\n".join(lines[1:])
        return f"<h{level}>{_inline(lines[0].lstrip('# '))}</h{level}>" + (_block(rest) if rest else "")
    if block.startswith("|"):
        return _table([line for line in lines if line.startswith("|")]) + _rest(lines, "|")
    if block.startswith("> "):
        said = "<br>".join(_inline(line.removeprefix("> ")) for line in lines if line.startswith("> "))
        return f"<blockquote>{said}</blockquote>" + _rest(lines, "> ")
    return f"<p>{_inline(' '.join(lines))}</p>"


def _rest(lines: list[str], sign: str) -> str:
    """What follows on a table or a finding without an empty line between."""
    after = [line for line in lines if not line.startswith(sign)]
    return _block("\n".join(after)) if after else ""


def _table(lines: list[str]) -> str:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head, *body = [row for row in rows if not all(set(cell) <= {"-", ":"} and cell for cell in row)]
    told = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in body)
    return f"<table><tr>{''.join(f'<th>{_inline(cell)}</th>' for cell in head)}</tr>{told}</table>"


def _inline(text: str) -> str:
    text = escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    text = re.sub(r"`(.+?)`", r"<code>\1</code>", text)
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
