"""What of an office's files may leave it: settings by which forms are checked, and YAML without its remarks."""

from __future__ import annotations

import json
import re
from typing import Any

from pmr_xl.office.reading import read_yaml

# Keys of settings.yaml that decide what a check says. All others stay in the office: those it keeps back
# (model.office_settings), and what no page asks for.
CARRIED = (
    "near", "trend_band", "stable_decline", "robust_z", "noise_floor", "unusual_change", "large_change",
    "critical_miss", "scale_slip_width", "shortest_explanation", "csv_byte_order_mark", "page_address",
    "asking", "rules", "waivers",
)  # fmt: skip
NOT_ASKED_FOR = ("layout_styles", "publishes", "posting_layout", "small_count")
_SIGN = re.compile(r"(?m)(?:^|(?<=[ \t]))#")  # begins a remark, where it stands in no text
_NOBODY = "the office"


def settings_outside(text: str) -> str:
    """settings.yaml with what is carried alone, written anew: no remark, and of a rule not who decided it and why.

    Raises:
        Fault: it is no YAML.
    """
    said: dict[str, Any] = read_yaml(text, "settings.yaml").data or {}
    carried = {key: value for key, value in said.items() if key in CARRIED}
    for choice in (carried.get("rules") or {}).values():
        choice.update(who=_NOBODY, why=_NOBODY)
    return json.dumps(carried, ensure_ascii=False, indent=1) + "\n"  # which is YAML too


def without_remarks(text: str, shown: str) -> str:
    """YAML that says the same in the same lines, without what stands behind a # for its writers alone.

    Args:
        shown: the file's name, as a person knows it.

    Raises:
        Fault: it is no YAML.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        scalars = [token for token in yaml.scan(text, Loader=loader) if isinstance(token, yaml.ScalarToken)]
    except yaml.YAMLError:
        read_yaml(text, shown)  # tells the place
        raise
    spans = [(token.start_mark.index, token.end_mark.index) for token in scalars]
    left, at, spot = [], 0, 0
    for sign in (found.start() for found in _SIGN.finditer(text)):
        while spot < len(spans) and spans[spot][1] <= sign:
            spot += 1
        said = spot < len(spans) and spans[spot][0] <= sign  # a # of a text itself
        if sign >= at and not said:
            left.append(text[at:sign].rstrip(" \t"))
            at = end if (end := text.find("\n", sign)) >= 0 else len(text)
    return "".join((*left, text[at:]))
