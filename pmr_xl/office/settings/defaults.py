"""settings.yaml as an office begins with it: every choice there is, what it means and what the program decides."""

from __future__ import annotations

import textwrap
from dataclasses import fields

from pmr_xl.model.office_settings import OfficeSettings

# Said in default_settings in words of their own.
_BY_HAND = (
    "rules", "waivers", "asking", "record", "portfolios", "escalation", "contacts", "signing_key", "page_address",
    "layout_styles",
)  # fmt: skip


def default_settings() -> str:
    """settings.yaml with every threshold, its meaning and its default, all commented out."""
    meanings = _meanings()
    lines = [
        "# yaml-language-server: $schema=schemas/settings.schema.json",
        "# What this office decides otherwise than the program. Every line below is the program's own choice;",
        "# take away the # and change the value to decide otherwise. Shares are fractions: 0.10 is ten percent.",
        "",
    ]
    for one in fields(OfficeSettings):
        if one.name in _BY_HAND:
            continue
        if one.name in meanings:
            meaning = meanings[one.name]
            lines += textwrap.wrap(meaning[0].upper() + meaning[1:], 110, initial_indent="# ", subsequent_indent="#   ")
        own = getattr(OfficeSettings(), one.name)
        default = str(own).lower() if isinstance(own, bool) else own
        lines += [f"# {one.name}: {default}", ""]
    lines += [
        "# The editions being collected now, such as [MMR-FY26, PMMR-FY27]: a form of another one is refused, so last",
        "#   year's is noticed at once. [] takes the forms of every edition.",
        "# asking: []",
        "",
        "# Where the record is kept, if many work on it: a PostgreSQL server instead of record.sqlite. No password",
        "#   here: it is given by a pgpass file or by PGPASSWORD.",
        "# record: postgresql://analyst@server.example/pmr",
        "",
        "# Who looks after which agencies, and who stands in (account: the login, where it is not the analyst's name):",
        "# portfolios:",
        "#   - {analyst: name, account: login, backup: name, agencies: [DSNY, FDNY]}",
        "",
        "# Where an agency's letters go (pmr letters --mail writes drafts; nothing is sent):",
        "# contacts:",
        "#   DSNY: [name@example.gov]",
        "",
        "# Who is to see which exceptions (pmr exceptions), the highest first, in place of the program's own list:",
        "# escalation:",
        "#   - {to: Senior staff, when: [critical_missed, missed_again], editions: 3}",
        "",
        "# Where agencies find the page that checks a form (pmr web makes it): https, or a file on a share in single",
        "#   quotes. The Instructions of every form that is made from then on lead there.",
        "# page_address: https://pmr.example.gov/check/",
        "",
        "# The name that the layout in InDesign has for a style of ours, where they differ:",
        "# layout_styles: {PMR Figure: Figures}",
        "",
        "# The private key that receipts of what is accepted are signed with (pmr signing-key FILE makes one); it",
        "#   stands outside this folder, where only those who accept can read it. Without it receipts are not signed.",
        "# signing_key: /srv/keys/pmr.pem",
        "",
        "# One rule switched off or weighed otherwise (severity: error, query or info); by whom and why must be said:",
        "# rules:",
        "#   OUT-001: {on: false, who: name, why: reason}",
        "",
        "# What is not asked again of one indicator (or, with “agency: DSNY”, of one agency), who agreed, until when:",
        "# waivers:",
        "#   - {rule: RNG-001, indicator: an-id, who: name, why: reason, until: 2027-06-30}",
        "",
    ]
    return "\n".join(lines)


def _meanings() -> dict[str, str]:
    """The meanings of the thresholds, from the one place they are written."""
    told: dict[str, str] = {}
    _, _, attributes = (OfficeSettings.__doc__ or "").partition("Attributes:\n")
    key = ""
    for line in attributes.splitlines():
        name, colon, meaning = line.strip().partition(": ")
        if colon and name in OfficeSettings.__dataclass_fields__:
            key = name
            told[key] = meaning
        elif key and line.strip():
            told[key] += " " + line.strip()
    return told
