"""Finishing a changed copy: its ledger goes inside, and the copy is proven before anybody puts it in its place."""

from __future__ import annotations

from functools import cache

from pmr_xl.books.marking import mark_ledger
from pmr_xl.books.marking.mark_ledger import Ledger
from pmr_xl.books.package import repack as carry
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.opening import Package
from pmr_xl.books.package.outline import Unspliceable, must_be_sound


def finish_copy(draft: Draft, kind: str, sheet: str) -> bytes:
    """The drafted copy as a file's bytes, with its ledger inside, proven. Raises Unspliceable, Unreadable."""
    package = draft.package
    part = draft.fresh("customXml/pmr{}.xml", plain=True)
    draft.add(part, b"", "customXml")
    draft.relate(package.workbook_part, "customXml", part)
    changed, undos = draft.settle()
    changes = {name: mark_ledger.change(draft.read(name), data, undos[name]) for name, data in changed.items()}
    ledger = Ledger(kind, sheet, changes, tuple(draft.added))
    draft.added[part] = ledger.as_xml()
    data = carry.package_bytes(package, changed=changed, added=draft.added)
    _prove(draft, Package(package.name, data, package.limits), kind)
    return data


def _prove(draft: Draft, copy: Package, kind: str) -> None:
    """Raise Unspliceable unless the copy, by its own ledger, gives every original part back and is sound itself."""
    original = draft.package
    found = mark_ledger.find(copy, kind)
    if found is None:
        raise Unspliceable("the copy does not hold its ledger")
    ledger = found[1]
    read = cache(copy.read)
    restored = ledger.originals(copy, read)
    ours = {name.casefold() for name in ledger.added}
    if [name for name in copy.names if name.casefold() not in ours] != list(original.names):
        raise Unspliceable("the copy does not hold the same parts")
    for name in original.names:
        same = restored[name] == draft.read(name) if name in restored else copy.raw(name) == original.raw(name)
        if not same:
            raise Unspliceable(f"{name} would not be the same")
    for name in [*restored, *ledger.added]:
        if not name.lower().endswith(".vml"):  # VML is no XML
            must_be_sound(read(name))
