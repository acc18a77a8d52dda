"""What stands between Excel and Python, as public reports name it: the words of a fault → one sentence and its remedy.

One table for all who meet such faults: the add-in's macros (the class PmrFailures is made of it), the buttons, and
``pmr addin doctor``.
"""

from __future__ import annotations

from pmr_xl.model.quick.named import NamedTuple

NO_SETTINGS = "PMR finds no settings"
NO_INTERPRETER = "PMR finds no interpreter"
NO_LIBRARY = "PMR finds no library"
NO_SCRIPT = "PMR finds no script"
_INSTALL = "Ask your administrator for: pmr addin install"
_DOCTOR = "Ask your administrator for pmr addin doctor: it starts Python as Excel does and says what is missing."


class Failure(NamedTuple):
    """One kind of failure.

    Attributes:
        words: any of these in the fault's own text, in any case, tells it.
        says: what is the matter.
        remedy: what to do, and who can.
    """

    words: tuple[str, ...]
    says: str
    remedy: str

    @property
    def sentence(self) -> str:
        """What a person reads."""
        return f"{self.says} {self.remedy}"


FAILURES = (  # the first that fits is meant
    Failure((NO_SETTINGS,), "PMR is not set up for this user.", _INSTALL),
    Failure(
        (NO_INTERPRETER, "cannot find the file", "cannot find the path"),
        "PMR does not find its Python: it was moved or removed.", _INSTALL,
    ),
    Failure(
        (NO_LIBRARY, "file not found: xlwings", "xlwings64-", "xlwings32-", "not a valid win32 application"),
        "A library of xlwings is missing beside Python, of another version, or made for an Excel of other bits; "
        "antivirus programs sometimes take it away.",
        "Ask IT to allow it, then: pip install --force-reinstall xlwings, then pmr addin install",
    ),
    Failure(
        ("dll entry point", "bad dll calling convention"),
        "The library of xlwings is of another version than the add-in.",
        "Close Excel wholly; your administrator does: pmr addin install",
    ),
    Failure(
        ("access is denied", "blocked by group policy", "application control policy", "blocked this file",
         "contains a virus", "potentially unwanted", "requires elevation"),
        "This computer does not let Excel start Python: a policy or an antivirus program stops it.",
        "Ask IT to let Excel start the Python that pmr addin doctor names; docs/administrators.md names the rule.",
    ),
    Failure(
        ("couldn't find 'pywin32'", "no module named 'win32", "no module named 'pythoncom'", "no module named 'pywin"),
        "Python lacks the package that speaks with Excel (pywin32).",
        "Your administrator does: pip install --force-reinstall xlwings pywin32",
    ),
    Failure(
        ("dll load failed",),
        "Python starts without libraries of its own, as conda does where it is not activated.",
        "Ask your administrator to install Python from python.org, then: pmr addin install",
    ),
    Failure(
        ("no module named", "cannot import name"),
        "PMR, or a package it needs, is not in the Python that Excel starts.",
        "Your administrator installs pmr_xl there again, then: pmr addin install",
    ),
    Failure(
        ("python process",),
        "Python ended as soon as Excel had started it.", _DOCTOR,
    ),
    Failure(
        ("could not activate python com server", "-2147221164", "class not registered", "-2147221005",
         "activex component can't"),
        "Python was started, and Excel is kept from reaching it; editions of Python or Excel from the Microsoft "
        "Store do this, and one of the two started as administrator.",
        _DOCTOR,
    ),
    Failure(
        ("rpc server is unavailable", "the remote procedure", "-2147023174", "-2147023170", "-2147417848",
         "has disconnected from its clients"),
        "PMR's Python has stopped.", "Close Excel wholly, open it again, then press the button again.",
    ),
    Failure(
        ("rejected by callee", "-2147418111", "-2146777998", "application is busy"),
        "Excel is busy: a cell is being edited, or a dialog is open.",
        "Press Enter or Esc in Excel, close the dialog, then press the button again.",
    ),
    Failure(
        ("-1743", "not authorized to send apple events", "not authorised to send apple events"),
        "macOS does not let Python speak with Excel.",
        "Allow it under Privacy & Security, Automation, in the settings of the Mac, then press the button again.",
    ),
    Failure(
        (NO_SCRIPT, "applescripttask"),
        "The script by which Excel starts Python on a Mac is missing or of another version.", _INSTALL,
    ),
)  # fmt: skip
UNKNOWN = Failure(
    (), "PMR could not do this.",
    "What happened is in pmr_excel.log in the folder .pmr of your user profile; send it to your administrator.",
)  # fmt: skip


def failure_of(fault: str) -> Failure | None:
    """The known failure a fault's own text tells; None where it is none of them."""
    told = fault.casefold()
    return next((each for each in FAILURES if any(word.casefold() in told for word in each.words)), None)
