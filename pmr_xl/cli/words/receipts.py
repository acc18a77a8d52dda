"""What commands say about receipts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say
from pmr_xl.desk.receipts.seal import SEAL, Seal, Signature
from pmr_xl.desk.receipts.verifying import Agreement, ReceiptVerified
from pmr_xl.forms.receipts.sheet import NOT_PROVED, NOT_SIGNED, OF_THE_PAGE
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.validate import Validation

_FOR_US = ("for the office", "for the office")


def give_receipt(
    desk: Desk, result: Validation, into: Path | None, key: Ed25519PrivateKey | None = None, *, aside: bool = False
) -> int:
    """Write a receipt beside what a command gives, and say where; gives the exit code.

    Args:
        into: the folder; beside the file where None, and of what lies in the inbox in the outbox.
        aside: say it on standard error.
    """
    from pmr_xl.desk.receipts.giving import folder_beside, give

    if result.submission is None:
        say(f"▲ {result.path.name}: no receipt; it is no form of an agency of this office.", err=True)
        return Leaves.LEFT_OUT
    path, sheet, _ = give(desk, result, into or folder_beside(desk, result.path), key)
    say(f"✓ Receipt{', signed' if key is not None else ''}: {path}; to print: {sheet.name}", err=aside)
    return Leaves.CLEAN


def verified_lines(file: str, told: ReceiptVerified) -> Iterator[str]:
    """What comparing a receipt with a file gave, and what it proves."""
    said, sealed = told.told, told.seal
    who = f"{said['agency']} {said['edition']}"
    match told.agreement:
        case Agreement.SAME:
            yield f"✓ {file} is, byte for byte, the file of {who} that was checked at {said['checked_at']}."
        case Agreement.ALIKE:
            yield f"✓ {file} says in every cell what the file of {who} said; its bytes differ, as after saving again."
        case Agreement.OTHER:
            yield f"✕ {file} is not the file of the receipt: cells of it say something else."
    if sealed is not None and sealed.changed:
        yield f"✕ The receipt was changed after it was written: {', '.join(_field(one) for one in sealed.changed)}."
    yield from _signature(told)
    if said.get("made_in"):
        yield f"  {OF_THE_PAGE}"
    accepted = said.get("accepted")
    taken = (
        f"It was accepted by {accepted['by']} on {accepted['at'][:10]}." if accepted else "It was not accepted then."
    )
    yield f"  Found then, with {said['program']}: {_counts(said['counts'])}. {taken}"
    yield f"  {NOT_PROVED}"


def leaves_with(told: ReceiptVerified) -> Leaves:
    """The exit code: whether all agrees, and all could be looked at."""
    sealed = told.seal
    wrong = sealed is not None and (sealed.changed or sealed.signature is Signature.FALSE)
    if told.agreement is Agreement.OTHER or wrong or told.other_key:
        return Leaves.ERRORS
    unseen = sealed is not None and sealed.signature is Signature.UNSEEN
    return Leaves.LEFT_OUT if unseen else Leaves.CLEAN


def _signature(told: ReceiptVerified) -> Iterator[str]:
    sealed = told.seal or Seal((), Signature.NONE)
    match sealed.signature:
        case Signature.NONE if told.expected:
            yield "✕ The receipt is not signed, and the key of an office was named."
        case Signature.NONE:
            yield f"  {NOT_SIGNED}"
        case Signature.FALSE:
            yield "✕ The receipt's signature is not genuine: it was changed after it was signed, or signed by nobody."
        case Signature.UNSEEN:
            yield "▲ It is signed, and the signature was not looked at: install pmr_xl[sign] to do that."
        case Signature.GENUINE if told.other_key:
            yield f"✕ It is signed with another key: {sealed.fingerprint}."
        case Signature.GENUINE if told.expected:
            yield "✓ It is signed with the key that you named: only who has the private key can have written it."
        case Signature.GENUINE:
            yield f"✓ It is signed with the key {sealed.fingerprint}."
            yield "  Compare this with the fingerprint that the office publishes; else anybody may have signed it."


def _field(name: str) -> str:
    return "its seal" if name == SEAL else name.replace("_", " ")


def _counts(counts: dict[str, int]) -> str:
    said = {"info": ("thing to know", "things to know"), "waived": ("waived", "waived"), "office": _FOR_US}
    told = [(number, said.get(name, (name, ""))) for name, number in counts.items() if number]
    return ", ".join(f"{number} {plural(number, *words)}" for number, words in told) or "nothing"
