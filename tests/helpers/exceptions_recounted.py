"""The exceptions of the printed report of fiscal 2026, worked out in pandas from its table and the schemas' text alone.

Nothing of pmr_xl is asked: figures are read from the printed words, rules from what their pages say (V8, V15).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import yaml

YEARS = ("FY22", "FY23", "FY24", "FY25", "FY26")


def number(text: str) -> float:
    """A printed figure: times in seconds, everything else as it stands; NaN where it is no number."""
    text = text.replace("$", "").replace(",", "").replace("%", "").strip()
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    parts = text.split(":")
    try:
        return sign * sum(float(part) * 60**place for place, part in enumerate(reversed(parts)))
    except ValueError:
        return float("nan")


def schema_rows(folder: Path) -> pd.DataFrame:
    """Every indicator of the schemas' files: id, target kind, decimals, unit, in the order of the files."""
    rows = []

    def walk(node: object, agency: str) -> None:
        if isinstance(node, dict):
            if "id" in node and "name" in node:
                rows.append({
                    "agency": agency, "id": node["id"], "name": node["name"],
                    "kind": (node.get("target") or {}).get("kind"), "unit_in_schema": node.get("unit", "number"),
                    "decimals": node.get("decimals", 0),
                })  # fmt: skip
            for value in node.values():
                walk(value, agency)
        elif isinstance(node, list):
            for value in node:
                walk(value, agency)

    for path in sorted(folder.glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        walk({key: value for key, value in told.items() if key not in ("resources", "appropriations")}, told["agency"])
    return pd.DataFrame(rows)


def recounted(table: Path, schemas: Path) -> pd.DataFrame:
    """A row an indicator: id, and whether each concern holds."""
    printed = pd.read_csv(table, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    known = schema_rows(schemas)
    printed["place"] = printed.groupby("agency").cumcount()
    known["place"] = known.groupby("agency").cumcount()
    rows = printed.merge(known, on=["agency", "place"], validate="one_to_one")
    assert len(rows) == len(printed) == 2_361
    for column in (*YEARS, "target_FY26", "target_FY27"):
        rows[f"n_{column}"] = rows[column].map(number)
    now, before, aim, next_aim = (rows[f"n_{one}"] for one in ("FY26", "FY25", "target_FY26", "target_FY27"))
    up, down = rows.desired_direction == "Up", rows.desired_direction == "Down"
    low = (rows.kind == "minimum") | (~rows.kind.isin(["minimum", "maximum"]) & up)
    high = (rows.kind == "maximum") | (~rows.kind.isin(["minimum", "maximum"]) & down)
    short = np.where(low, aim - now, np.where(high, now - aim, np.nan))
    missed = short > 0.10 * aim.abs() + 1e-9
    upward, downward = rows.target_FY26.isin(["⇧", "↑"]), rows.target_FY26.isin(["⇩", "↓"])
    wrong = np.where(upward, before - now, np.where(downward, now - before, np.nan))
    rows["critical_missed"] = (rows.critical == "Y") & (missed | (wrong > 0))
    worse = np.where(up, before - now, np.where(down, now - before, np.nan))
    rows["declined"] = (worse > 0) & (worse >= 0.10 * before.abs() - 1e-9)
    rows["na_again"] = (rows.FY25 == "NA") & (rows.FY26 == "NA")
    given_up = (rows.target_FY27 == "*") & (rows.target_FY26 != "*")
    easier = (up & (next_aim < aim)) | (down & (next_aim > aim))
    rows["target_easier"] = given_up | easier
    rows["unusual"] = rows.apply(_unusual, axis=1)
    return rows


def _unusual(row: pd.Series) -> bool:
    """V8 without the target: outside ±50%, and outside 3.5 robust deviations where that is narrower and past 20%."""
    now, past = row.n_FY26, [row[f"n_{year}"] for year in YEARS[:4]]
    if np.isnan(now) or np.isnan(past[-1]):
        return False
    year, numbers = past[-1], [one for one in past if not np.isnan(one)]
    change = 0.5 * abs(year)
    low, high = year - change, year + change
    if len(numbers) >= 3:
        middle = np.median(numbers)
        reach = 3.5 * max(1.4826 * np.median(np.abs(np.array(numbers) - middle)), 0.05 * abs(middle))
        low = max(low, min(middle - reach, year - 0.2 * abs(year)))
        high = min(high, max(middle + reach, year + 0.2 * abs(year)))
    if row.unit_in_schema == "percent":
        slack = 2.0
    elif row.unit_in_schema == "number" and row.decimals == 0:
        slack = 2.0 * np.sqrt(2 * max(year, 1.0))
    else:
        slack = 10.0**-row.decimals
    return bool(now < min(low, year - slack) or now > max(high, year + slack))
