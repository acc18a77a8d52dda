"""The pair of keys of an office that signs its receipts: Ed25519, by the library cryptography, loaded only here."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.atomic_write import write_atomically
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PUBLIC = ".pub"
_GROUP = 4  # digits of a fingerprint that are read aloud together
_NEEDED = Fault(
    "Signatures need the library cryptography, which is not installed here.", "Install it: pip install “pmr_xl[sign]”."
)


class NoCryptography(Fault):
    """Signatures cannot be made or looked at here."""


def make_keys(path: Path, *, office: Path) -> str:
    """Make a pair of keys: the private one at ``path``, readable by its owner alone, the public one beside it.

    Args:
        office: the office folder, in which no private key is to stand: it is copied, shared and backed up.

    Returns:
        The public key's fingerprint.

    Raises:
        Fault: one of the files is there already, it would stand in the office, or it cannot be written.
    """
    primitives = _primitives()
    place = path.resolve()
    if place.is_relative_to(office.resolve()):
        raise Fault(
            f"{path} stands in the office folder, which is copied, shared and backed up.",
            "Name a place that only those who accept can read.",
        )
    public = public_beside(path)
    if there := next((one for one in (path, public) if one.exists()), None):
        raise Fault(f"{there} is there already; nothing was changed.", "Name a new file: a key is never written over.")
    private = primitives.Ed25519PrivateKey.generate()
    serial = primitives.serialization
    secret = private.private_bytes(serial.Encoding.PEM, serial.PrivateFormat.PKCS8, serial.NoEncryption())
    shown = private.public_key().public_bytes(serial.Encoding.PEM, serial.PublicFormat.SubjectPublicKeyInfo)
    try:
        fresh = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fresh, "wb") as file:  # straight: a key takes no other's place
            file.write(secret)
        write_atomically(public, shown)
    except OSError as refused:
        raise Fault(f"{path} cannot be written: {refused.strerror}.", "Name a folder where you may write.") from None
    return fingerprint(raw_public(private))


def public_beside(path: Path) -> Path:
    """Where the public key of a private one stands."""
    return path.with_name(f"{path.name}{PUBLIC}")


def private_key(path: Path) -> Ed25519PrivateKey:
    """The private key of a file.

    Raises:
        Fault: there is none, or it is no key of this kind; the library is not installed.
    """
    primitives = _primitives()
    try:
        found = primitives.serialization.load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as wrong:
        raise Fault(f"{path} cannot be read as a key: {wrong}.", _REMEDY) from None
    if not isinstance(found, primitives.Ed25519PrivateKey):
        raise Fault(f"{path} is a key of another kind; receipts are signed with Ed25519.", _REMEDY)
    return found


_REMEDY = "“pmr signing-key FILE” makes one; signing_key in settings.yaml names its place."


def raw_public(private: Ed25519PrivateKey) -> bytes:
    """The public key's 32 bytes."""
    return private.public_key().public_bytes_raw()


def fingerprint(public: bytes) -> str:
    """SHA-256 of a public key, in groups that can be read aloud: ``3F2A 90C1 …``."""
    digits = hashlib.sha256(public).hexdigest().upper()
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def named_fingerprint(text: str) -> str:
    """The fingerprint somebody typed, or that of the public key in a file of that name.

    Raises:
        Fault: it is neither.
    """
    digits = "".join(text.split()).replace(":", "").upper()
    if len(digits) == hashlib.sha256().digest_size * 2 and set(digits) <= set("0123456789ABCDEF"):
        return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
    path = Path(text)
    if not path.is_file():
        raise Fault(f"“{text}” is no fingerprint of a key, and no file.", "Type its 64 digits, or name the .pub file.")
    primitives = _primitives()
    try:
        found = primitives.serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as wrong:
        raise Fault(f"{path} cannot be read as a public key: {wrong}.", "Name the file that ends in .pub.") from None
    if not isinstance(found, primitives.Ed25519PublicKey):
        raise Fault(f"{path} is a key of another kind; receipts are signed with Ed25519.", "Name the office's own.")
    return fingerprint(found.public_bytes_raw())


def is_genuine(public: bytes, signature: bytes, signed: bytes) -> bool:
    """Whether a signature of these bytes was made with the private key of that public one.

    Raises:
        NoCryptography: the library is not installed.
    """
    primitives = _primitives()
    try:
        primitives.Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    except (primitives.InvalidSignature, ValueError):
        return False
    return True


def encode_base64(content: bytes) -> str:
    """Bytes as a receipt holds them."""
    return base64.b64encode(content).decode()


def decode_base64(text: object) -> bytes:
    """The bytes that a receipt holds; none where it holds something else."""
    try:
        return base64.b64decode(str(text), validate=True)
    except ValueError:
        return b""


class _Primitives:
    """What is used of the library."""

    def __init__(self) -> None:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

        self.InvalidSignature, self.serialization = InvalidSignature, serialization
        self.Ed25519PrivateKey, self.Ed25519PublicKey = Ed25519PrivateKey, Ed25519PublicKey


def _primitives() -> _Primitives:
    try:
        return _Primitives()
    except ImportError:
        raise NoCryptography(_NEEDED.message, _NEEDED.remedy) from None
