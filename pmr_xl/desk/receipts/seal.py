"""The seal of a receipt: a hash of each of its fields, so that a changed one is named, and a signature of them all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from pmr_xl.desk.receipts.keys import NoCryptography, decode_base64, encode_base64, fingerprint, is_genuine, raw_public
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SEAL = "seal"
_ALGORITHM = "Ed25519"
_PURPOSE = b"pmr receipt 2\n"  # so that nothing else that such a key signs can be taken for a receipt


class Signature(Enum):
    """What is to be said of a receipt's signature."""

    NONE = "not signed"
    GENUINE = "genuine"
    FALSE = "not genuine"
    UNSEEN = "not looked at"  # the library is not installed


class Seal(NamedTuple):
    """What a receipt's seal says.

    Attributes:
        changed: the fields that are not as they were written, or were put in or taken out.
        fingerprint: of the key that signed; empty where it is not signed.
    """

    changed: tuple[str, ...]
    signature: Signature
    fingerprint: str = ""


def seal_receipt(told: Mapping[str, Any], key: Ed25519PrivateKey | None = None) -> dict[str, Any]:
    """A receipt with its seal; signed where there is a key."""
    hashes = {name: _hash(value) for name, value in told.items()}
    seal: dict[str, Any] = {"sha256": hashes, "signature": None}
    if key is not None:
        public = raw_public(key)
        seal["signature"] = {
            "algorithm": _ALGORITHM,
            "public_key": encode_base64(public),
            "fingerprint": fingerprint(public),
            "value": encode_base64(key.sign(_signed(hashes))),
        }
    return {**told, SEAL: seal}


def look_at(told: Mapping[str, Any]) -> Seal:
    """Whether a receipt is as it was written, and by whom it is signed."""
    seal = told.get(SEAL)
    hashes = seal.get("sha256") if isinstance(seal, dict) else None
    if not isinstance(seal, dict) or not isinstance(hashes, dict):
        return Seal((SEAL,), Signature.NONE)
    fields = {name: value for name, value in told.items() if name != SEAL}
    changed = [
        name
        for name in dict.fromkeys([*hashes, *fields])
        if name not in fields or _hash(fields[name]) != hashes.get(name)
    ]
    signature = seal.get("signature")
    if signature is None:
        return Seal(tuple(changed), Signature.NONE)
    if not isinstance(signature, dict) or signature.get("algorithm") != _ALGORITHM:
        return Seal(tuple(changed), Signature.FALSE)
    public = decode_base64(signature.get("public_key"))
    try:
        held = is_genuine(public, decode_base64(signature.get("value")), _signed(hashes))
    except NoCryptography:
        return Seal(tuple(changed), Signature.UNSEEN, fingerprint(public))
    own = fingerprint(public) == signature.get("fingerprint")
    return Seal(tuple(changed), Signature.GENUINE if held and own else Signature.FALSE, fingerprint(public))


def _hash(value: object) -> str:
    return hashlib.sha256(_plain(value)).hexdigest()


def _signed(hashes: Mapping[str, str]) -> bytes:
    return _PURPOSE + _plain(hashes)


def _plain(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
