"""Where a server's record is: an address without a secret in it."""

from __future__ import annotations

from pmr_xl.model.fault import Fault

SCHEMES = ("postgresql", "postgres")
_SECRETS = ("password", "passfile", "sslpassword")


def is_server(named: str) -> bool:
    """Whether this names a server's record, not a file."""
    return named.partition("://")[0].lower() in SCHEMES and "://" in named


def checked_address(named: str, place: str = "") -> str:
    """The address, if it is one and has no password in it.

    Args:
        named: ``postgresql://ana@server.city.gov/pmr``.
        place: where it is said, as messages begin (``settings.yaml, line 3: ``).

    Raises:
        Fault: it is none, or holds a password. The password is not said again.
    """
    from urllib.parse import parse_qsl, urlsplit  # only where a server is named

    try:
        parts = urlsplit(named)
        secret = parts.password is not None or any(key in _SECRETS for key, _ in parse_qsl(parts.query))
    except ValueError:
        parts, secret = None, False
    if parts is None or parts.scheme.lower() not in SCHEMES:
        raise Fault(
            f"{place}“{named}” is no address of a record.",
            "Say postgresql://USER@SERVER/DATABASE, or leave it out to keep the record in one file.",
        )
    if secret:
        raise Fault(
            f"{place}the address of the record holds a password, and this file is no place for one.",
            "Take it out, and give it by a pgpass file (~/.pgpass; on Windows %APPDATA%\\postgresql\\pgpass.conf) or "
            "by PGPASSWORD in the environment. As it has stood here, change it.",
        )
    return named


def shown_address(named: str) -> str:
    """An address as messages say it: without its options."""
    from urllib.parse import urlsplit

    parts = urlsplit(named)
    return f"postgresql://{parts.netloc}{parts.path}"
