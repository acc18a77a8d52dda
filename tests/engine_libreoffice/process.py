"""One headless LibreOffice for all tests of a process, reached over a pipe: to start it is the dear part."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

UNO = Path("/usr/lib/python3/dist-packages")  # where Debian's python3-uno puts it
FILTER = "Calc MS Excel 2007 XML"
_START = 180.0  # seconds a cold start may take on a busy machine; one that has ended is not waited for
_ITEM = (
    """<item oor:path="/org.openoffice.Office.{0}"><prop oor:name="{1}" oor:op="fuse"><value>0</value></prop></item>"""
)
_PROFILE = (  # recalculate on load, as Excel does; macros of our own trials may run
    """<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">"""
    + _ITEM.format("Calc/Formula/Load", "OOXMLRecalcMode")
    + _ITEM.format("Common/Security/Scripting", "MacroSecurityLevel")
    + "</oor:items>"
)


def why_not() -> str:
    """Why LibreOffice cannot be used here; empty where it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice) is not installed"
    if str(UNO) not in sys.path and UNO.is_dir():
        sys.path.append(str(UNO))
    try:
        import uno  # noqa: F401 - only asked whether it is there
    except ImportError:
        return "python3-uno is not installed, or is for another Python"
    return ""


@cache
def shared() -> Session:
    """The one of this process; :func:`let_go` ends it, or the end of the process.

    One that does not come up says nothing about what is tested: another is started, once.
    """
    try:
        session = Session()
    except ConnectionError:
        session = Session()
    atexit.register(session.close)
    return session


def let_go() -> None:
    """End the one of this process, where there is one."""
    if shared.cache_info().currsize:
        atexit.unregister(shared().close)
        shared().close()
        shared.cache_clear()


class Session:
    """A running LibreOffice and its desktop. Raises ConnectionError where it does not come up."""

    def __init__(self) -> None:
        import uno

        self._profile = Path(tempfile.mkdtemp(prefix="pmr_lo_"))
        (self._profile / "user").mkdir()
        (self._profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        pipe = f"pmr{self._profile.name}"
        self._process = subprocess.Popen(
            [
                shutil.which("soffice") or "soffice", "--headless", "--norestore", "--nologo", "--nodefault",
                f"-env:UserInstallation={self._profile.as_uri()}", f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.context = self._connected(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop: Any = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", self.context
        )
        # LibreOffice ends itself when its last document is closed; this one stays open to the end.
        self._keeper = self.desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, (_property("Hidden", True),)
        )

    @property
    def profile(self) -> str:
        """The URL of its profile: who starts LibreOffice with the same one asks this one, and starts nothing."""
        return self._profile.as_uri()

    @contextmanager
    def trusting(self) -> Iterator[None]:
        """Meanwhile results saved in a file are taken as they are, which is LibreOffice's own way."""
        self._recalculate(1)
        try:
            yield
        finally:
            self._recalculate(0)

    def _recalculate(self, mode: int) -> None:
        there = "com.sun.star.configuration.ConfigurationProvider"
        provider = self.context.ServiceManager.createInstanceWithContext(there, self.context)
        node = (_property("nodepath", "/org.openoffice.Office.Calc/Formula/Load"),)
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", node)
        access.OOXMLRecalcMode = mode
        access.commitChanges()

    def _connected(self, resolver: Any, address: str) -> Any:
        from com.sun.star.connection import NoConnectException

        deadline = time.monotonic() + _START
        while True:
            try:
                return resolver.resolve(address)
            except NoConnectException as error:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    self._process.kill()
                    self._process.wait()
                    shutil.rmtree(self._profile, ignore_errors=True)
                    raise ConnectionError(f"LibreOffice does not answer: {error}") from None
                time.sleep(0.1)

    def open(self, path: Path, *, macros: bool = False) -> Any:
        """Open a file; hidden, as there is no screen (LibreOffice 7.4 ends itself over a visible one).

        Raises OSError where LibreOffice cannot open it.
        """
        Path(path.parent, f".~lock.{path.name}#").unlink(
            missing_ok=True
        )  # a left-over lock makes opening return nothing
        told = [_property("Hidden", True), _property("MacroExecutionMode", 4 if macros else 0)]
        document = self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, tuple(told))
        if document is None:
            raise OSError(f"LibreOffice does not open {path}")
        return document

    def store(self, document: Any, path: Path, *, copy: bool) -> None:
        """Save as .xlsx: as the document's own file, or as a copy aside."""
        told = (_property("FilterName", FILTER), _property("Overwrite", True))
        (document.storeToURL if copy else document.storeAsURL)(path.as_uri(), told)

    def close(self) -> None:
        """End LibreOffice and remove its profile."""
        from com.sun.star.lang import DisposedException

        try:
            self.desktop.terminate()
            self._process.wait(60)
        except (DisposedException, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)


def _property(name: str, value: Any) -> Any:
    import uno

    told = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    told.Name, told.Value = name, value
    return told
