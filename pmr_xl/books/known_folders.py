"""Folders that only the system can name: a user's Documents, and where a cloud keeps its books on this computer."""

from __future__ import annotations

import hashlib
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_DOCUMENTS = "Personal"  # as the registry names the folder, wherever OneDrive or a policy moved it
_SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_SYNCED = r"Software\SyncEngines\Providers\OneDrive"  # one key for each library that is kept on this computer
_OURS = "PMR"


def documents() -> Path:
    """The user's Documents: as Windows names it, elsewhere the one in the user's own folder."""
    if sys.platform == "win32":
        winreg: Any = importlib.import_module("winreg")
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _SHELL_FOLDERS) as key:
                return Path(winreg.ExpandEnvironmentStrings(winreg.QueryValueEx(key, _DOCUMENTS)[0]))
        except OSError:
            pass  # no such entry: the folder was never moved
    return Path.home() / "Documents"


def folder_for(fullname: str) -> Path:
    """Where what is made of a book without a local folder goes: one folder for each place in a cloud."""
    place, _, _ = fullname.rpartition("/")
    if "://" not in fullname:
        return documents() / _OURS
    mark = hashlib.sha256(place.casefold().encode()).hexdigest()[:6]
    plain = "".join(sign if sign.isalnum() or sign in " -_" else "_" for sign in unquote(place.rpartition("/")[2]))
    return documents() / _OURS / f"{plain.strip() or 'cloud'} {mark}"


def local_folder(address: str) -> Path | None:
    """The folder on this computer that a cloud's book lies in, where its library is kept here; else None."""
    for url, folder in _kept_here():
        if url and address.casefold().startswith(url.rstrip("/").casefold() + "/"):
            rest = unquote(address[len(url.rstrip("/")) + 1 :]).split("/")
            return folder.joinpath(*rest[:-1])
    return None


def _kept_here() -> Iterator[tuple[str, Path]]:
    if sys.platform != "win32":
        return
    winreg: Any = importlib.import_module("winreg")
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _SYNCED) as root:
            names = [winreg.EnumKey(root, place) for place in range(winreg.QueryInfoKey(root)[0])]
            for name in names:
                with winreg.OpenKey(root, name) as key:
                    yield winreg.QueryValueEx(key, "UrlNamespace")[0], Path(winreg.QueryValueEx(key, "MountPoint")[0])
    except OSError:
        return
