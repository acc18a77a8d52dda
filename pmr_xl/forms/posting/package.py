"""What posted files are, for programs: a data package descriptor after Frictionless' specification."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pmr_xl.forms.posting.open_data import DataField
from pmr_xl.model.quick.named import NamedTuple


class PostedFile(NamedTuple):
    """One CSV file of the package: its name, what it is, its columns, and those that tell its rows apart."""

    path: str
    title: str
    fields: Mapping[str, DataField]
    key: Sequence[str] = ()


def descriptor(name: str, title: str, files: Sequence[PostedFile], *, made: str, about: str) -> dict[str, Any]:
    """The package as its ``datapackage.json`` says it.

    An empty cell is a missing value; NA, * and arrows stand only where a column says that it holds printed text.

    Args:
        made: the program that made it; ``about``: what its figures are, and of which day what goes beside them is.
    """
    return {
        "name": name,
        "title": title,
        "description": about,
        "created_by": made,
        "sources": [{"title": "Mayor's Office of Operations, City of New York"}],
        "resources": [_resource(one) for one in files],
    }


def _resource(file: PostedFile) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": name, "type": one.type, "description": one.meaning} for name, one in file.fields.items()],
        "missingValues": [""],
    }
    if file.key:
        schema["primaryKey"] = list(file.key)
    return {
        "name": file.path.partition(".")[0].lower().replace("_", "-"),
        "path": file.path,
        "title": file.title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
        "schema": schema,
    }
