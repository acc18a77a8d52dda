"""What a manifest goes on telling of the runs before, whose files still stand in its folder."""

from __future__ import annotations

import json
from collections.abc import Container
from pathlib import Path
from typing import Any


def still_standing(manifest: Path, outputs: Container[str]) -> list[dict[str, Any]]:
    """What the manifest that stands there says of outputs that these do not replace, each run as it said it itself.

    Args:
        outputs: names of the files of this run.
    """
    try:
        told = json.loads(manifest.read_bytes())
        runs = [told, *told.pop("earlier", [])]
        found = []
        for run in runs:
            left = {
                name: sha256
                for name, sha256 in run["outputs"].items()
                if name not in outputs and (manifest.parent / name).is_file()
            }
            if left:
                found.append({**run, "outputs": left})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []  # none stands there, or somebody else's
    return found
