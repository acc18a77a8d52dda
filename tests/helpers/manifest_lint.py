"""What Microsoft's documentation asks of a task pane's manifest, as a lint: Microsoft's own validator calls a server.

Order of elements, ids, addresses, lengths, icon sizes, requirement sets, and that each resource is there and is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

BASE = "http://schemas.microsoft.com/office/appforoffice/1.1"
OVERRIDES = "http://schemas.microsoft.com/office/taskpaneappversionoverrides"
BASIC = "http://schemas.microsoft.com/office/officeappbasictypes/1.0"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
# Children in the order they must stand in; those with a mark may be left out.
ORDER = {
    "OfficeApp": (
        "Id AlternateId? Version ProviderName DefaultLocale DisplayName Description IconUrl? HighResolutionIconUrl? "
        "SupportUrl? AppDomains? Hosts Requirements? DefaultSettings Permissions Dictionary? VersionOverrides? "
        "ExtendedOverrides?"
    ),
    "VersionOverrides": (
        "Description? Requirements? Hosts Resources EquivalentAddins? WebApplicationInfo? ExtendedPermissions?"
    ),
    "DesktopFormFactor": "GetStarted? FunctionFile? ExtensionPoint",
    "GetStarted": "Title Description LearnMoreUrl",
    "Group": "OverriddenByRibbonApi? Label Icon Control",
    "Control": "OverriddenByRibbonApi? Label Supertip Icon Action Enabled? Items?",
    "Supertip": "Title Description",
    "Action": "TaskpaneId? SourceLocation Title?",
    "Resources": "Images Urls ShortStrings LongStrings?",
    "DefaultSettings": "SourceLocation",
}
_LONGEST = {"DisplayName": 125, "Description": 250, "ProviderName": 125}
_PERMISSIONS = {"Restricted", "ReadDocument", "ReadAllDocument", "WriteDocument", "ReadWriteDocument"}
_ICONS, _OTHER_ICONS = {"16", "32", "80"}, {"20", "24", "40", "48", "64"}


def faults(text: bytes) -> list[str]:
    """Everything in a manifest that is not as the documentation has it; empty where all is."""
    root = ET.fromstring(text)  # noqa: S314 - what our own program wrote
    return [
        *_order(root),
        *_head(root),
        *_hosts(root),
        *_addresses(root),
        *_resources(root),
        *_icons(root),
        *_ids(root),
    ]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _order(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        wanted = ORDER.get(_name(element))
        met = " ".join(_name(child) for child in element)
        if wanted and not re.fullmatch(
            "".join(f"(?:{one.rstrip('?')} )" + ("?" if one.endswith("?") else "") for one in wanted.split()), met + " "
        ):
            yield f"{_name(element)} holds {met}; the order is {wanted}"


def _head(root: ET.Element) -> Iterator[str]:
    said = {_name(child): child.get("DefaultValue") or child.text or "" for child in root}
    if root.tag != f"{{{BASE}}}OfficeApp" or root.get(_TYPE) != "TaskPaneApp":
        yield "the root is no task pane's"
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", said.get("Id", "")):
        yield "Id is no GUID"
    if not re.fullmatch(r"\d{1,5}(\.\d{1,5}){0,3}", said.get("Version", "")):
        yield "Version is not one to four numbers"
    for name, most in _LONGEST.items():
        if not 0 < len(said.get(name, "")) <= most:
            yield f"{name} has no text, or more than {most} characters"
    if said.get("Permissions") not in _PERMISSIONS:
        yield "Permissions are none of the five"


def _hosts(root: ET.Element) -> Iterator[str]:
    if [one.get("Name") for one in root.findall(f"{{{BASE}}}Hosts/{{{BASE}}}Host")] != ["Workbook"]:
        yield "the host is not Excel"
    if [one.get(_TYPE) for one in root.iter(f"{{{OVERRIDES}}}Host")] != ["Workbook"]:
        yield "the host of the commands is not Excel"
    for one in root.iter(f"{{{BASE}}}Set"):
        if one.get("Name") != "ExcelApi" or not re.fullmatch(r"1\.\d+", one.get("MinVersion", "")):
            yield "a requirement set is none of Excel's"


def _addresses(root: ET.Element) -> Iterator[str]:
    hosts = set()
    for one in root.iter():
        value = one.get("DefaultValue", "")
        if _name(one).endswith("Url") or _name(one) in {"Image", "SourceLocation"}:
            parts = urlsplit(value)
            hosts.add(parts.netloc)
            if one.get("resid") is None and (parts.scheme != "https" or len(value) > 2048):
                yield f"{_name(one)} is no https address of at most 2,048 characters"
    if len(hosts - {""}) > 1:
        yield f"more than one host: {sorted(hosts)}"


def _resources(root: ET.Element) -> Iterator[str]:
    named = [
        one.get("id", "")
        for one in root.iter()
        if one.tag in {f"{{{BASIC}}}{kind}" for kind in ("Image", "Url", "String")} and one.get("id")
    ]
    used = {one.get("resid", "") for one in root.iter() if one.get("resid")}
    if len(named) != len(set(named)) or any(len(one) > 32 for one in named):
        yield "a resource's id is not its own, or longer than 32 characters"
    if set(named) != used:
        yield f"resources that are not used, or not there: {sorted(set(named) ^ used)}"
    for kind, most in (("ShortStrings", 125), ("LongStrings", 250)):
        for one in root.iter(f"{{{BASIC}}}{kind}"):
            if any(not 0 < len(text.get("DefaultValue", "")) <= most for text in one):
                yield f"one of {kind} has no text, or more than {most} characters"


def _icons(root: ET.Element) -> Iterator[str]:
    sets = [{image.get("size") for image in one} for one in root.iter(f"{{{OVERRIDES}}}Icon")]
    if not sets or any(not one >= _ICONS or one - _ICONS - _OTHER_ICONS for one in sets):
        yield "an icon has not the sizes 16, 32 and 80, or one that Excel does not know"


def _ids(root: ET.Element) -> Iterator[str]:
    ids = [one.get("id", "") for one in root.iter() if _name(one) in {"Group", "Control"}]
    if len(ids) != len(set(ids)) or any(not 0 < len(one) <= 125 for one in ids):
        yield "an id of a group or control is not its own, or longer than 125 characters"
