"""Who is at work on this computer."""

from __future__ import annotations


def whoami() -> str:
    """The user's name, or “somebody” where the system tells none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
