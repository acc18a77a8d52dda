"""What may be typed into the cells of a page, as markup."""

from __future__ import annotations

from pmr_xl.books.marking.pages.cells_xml import quote
from pmr_xl.books.package.splice import escape_xml
from pmr_xl.forms.paper.pages import ConditionalRule, Page

_KIND = {"length": "textLength", "integer": "whole"}
_OPERATOR = {
    "between": "between", "not between": "notBetween", "==": "equal", "=": "equal", "!=": "notEqual",
    ">": "greaterThan", "<": "lessThan", ">=": "greaterThanOrEqual", "<=": "lessThanOrEqual",
}  # fmt: skip


def limit_parts(page: Page) -> str:
    """What may be typed where, and what is said beside it (``dataValidations``); empty where nothing is."""
    rules = "".join(_rule(rule) for rule in page.rules)
    return f'<dataValidations count="{len(page.rules)}">{rules}</dataValidations>' if rules else ""


def _rule(rule: ConditionalRule) -> str:
    operator = _OPERATOR.get(rule.criteria, "between")
    said = {
        "type": "" if rule.kind == "any" else _KIND.get(rule.kind, rule.kind),
        "errorStyle": "" if rule.error_type == "stop" else rule.error_type,
        "operator": "" if operator == "between" else operator,
        "allowBlank": "1" if rule.ignore_blank else "",
        "showInputMessage": "1", "showErrorMessage": "1",
        "errorTitle": rule.error_title, "error": rule.error,
        "promptTitle": rule.prompt_title, "prompt": rule.prompt,
        "sqref": str(rule.area),
    }  # fmt: skip
    attributes = "".join(f' {name}="{quote(value)}"' for name, value in said.items() if value)
    if isinstance(rule.source, tuple) and rule.source:
        listed = ",".join(rule.source).replace('"', '""')
        first = f'"{listed}"'
    else:
        first = str(rule.source or rule.value).removeprefix("=")
    if rule.kind == "any":
        return f"<dataValidation{attributes}/>"
    second = (
        f"<formula2>{escape_xml(str(rule.maximum))}</formula2>" if "etween" in operator and rule.maximum != "" else ""
    )
    return f"<dataValidation{attributes}><formula1>{escape_xml(first)}</formula1>{second}</dataValidation>"
