"""How the parts of a package point to each other, and what type each is (ECMA-376 part 2, clauses 6.5 and 7.2.3)."""

from __future__ import annotations

from pathlib import PurePosixPath

from pmr_xl.books.package.parts import Parts, Relationship
from pmr_xl.books.package.work import OverBudget
from pmr_xl.model.quick.named import NamedTuple

CONTENT_TYPES = "[Content_Types].xml"


class ContentTypes(NamedTuple):
    """Types of parts: by ending, and by name where that says otherwise."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def of(self, name: str) -> str:
        """The type of a part; empty where it has none."""
        found = self.overrides.get(key(name))
        return self.defaults.get(PurePosixPath(name).suffix[1:].casefold(), "") if found is None else found


def key(name: str) -> str:
    """Part names are equal without case (part 2, 6.2.2.3); some writers use backslashes."""
    return name.replace("\\", "/").lstrip("/").casefold()


def read_relationships(package: Parts, name: str) -> tuple[Relationship, ...]:
    """Where the part ``name`` points to; ``""`` is the package itself. Raises Unreadable."""
    folder, _, leaf = name.rpartition("/")
    part = f"{folder}/_rels/{leaf}.rels".removeprefix("/")
    found: list[Relationship] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag != "Relationship":
            return
        external = attributes.get("TargetMode") == "External"
        target, kind = attributes.get("Target", ""), attributes.get("Type", "")
        target = target if external else resolve(folder, target)
        found.append(Relationship(attributes.get("Id", ""), kind.rpartition("/")[2], target, external, kind))
        if len(found) > package.limits.links:
            raise OverBudget(f"holds more than {package.limits.links:,} links")

    if package.has(part):
        package.parse(part, start)
    return tuple(found)


def read_content_types(package: Parts) -> ContentTypes:
    """The table of content types. Raises Unreadable."""
    types = ContentTypes({}, {})

    def start(tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if tag == "Default":
            types.defaults[attributes.get("Extension", "").casefold()] = kind
        elif tag == "Override":
            types.overrides[key(attributes.get("PartName", ""))] = kind

    if package.has(CONTENT_TYPES):
        package.parse(CONTENT_TYPES, start)
    return types


def resolve(folder: str, target: str) -> str:
    """The part that ``target`` means, seen from ``folder``."""
    target = target.replace("\\", "/").partition("#")[0]
    if "%" in target:
        from urllib.parse import unquote

        target = unquote(target)
    steps: list[str] = [] if target.startswith("/") else folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
