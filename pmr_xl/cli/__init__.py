"""The command line: ``pmr``. Every command says what it did, what is left to do, and nothing else."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress

# After so many Python looks for garbage: after 700 it would look fifty times while we are loaded, after 20,000 still at
# every cell of a form, a twentieth of the time; what goes round in a circle is little here.
_NEW_VALUES = 50_000


def main(arguments: list[str] | None = None) -> None:
    """Run ``pmr``. Leaves with 0 clean, 1 queries, 2 errors or a fault, 3 unreadable, 70 our own fault, 130 stopped.

    No traceback is ever shown: what a person cannot use is written to the log, and the log is named.
    """
    gc.set_threshold(_NEW_VALUES, 20, 20)
    atexit.register(gc.freeze)  # else Python's last act is to look through all that was read, for garbage
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Half a sign, as in a file's name that is no UTF-8, must not break what is said.
            known = {} if stream.isatty() else {"encoding": "utf-8"}
            stream.reconfigure(errors="replace" if stream.isatty() else "backslashreplace", **known)
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        code = _unread()
    except KeyboardInterrupt:  # while Python was still reading the program
        _say("Stopped. Nothing was begun.")
        code = 130
    except Exception:  # noqa: BLE001 - the last porch: a person sees one sentence, the log the rest
        from pmr_xl.desk.log import write_log

        _say(f"✕ Something went wrong in pmr_xl itself. What happened is in {write_log()}.")
        code = 70
    sys.exit(code if isinstance(code, int) else 0)


def _unread() -> int:
    """Whoever read what we say has gone (``| head``): that is no fault, and there is nobody to tell."""
    with suppress(OSError, ValueError):  # what is left in Python's buffer goes nowhere, and is not complained of
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 130


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def _run(arguments: list[str] | None) -> object:
    import click

    from pmr_xl.cli.commands import pmr
    from pmr_xl.cli.words.faults import colours, print_fault, refused_by_system, tell_wrong_use
    from pmr_xl.cli.words.say import say
    from pmr_xl.model.fault import Fault

    try:
        return pmr.main(arguments, prog_name="pmr", standalone_mode=False, color=colours())
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        say("Stopped. What was finished is whole; nothing is half-written.", err=True)
        return 130
    except click.ClickException as wrong:
        tell_wrong_use(wrong)
        return wrong.exit_code
    except Fault as fault:
        print_fault(fault)
        return fault.exit_code
    except BrokenPipeError:
        raise
    except SystemExit:
        return _unread()  # click leaves so where a pipe is broken, and nowhere else
    except OSError as refused:
        told = refused_by_system(refused)
        print_fault(told)
        return told.exit_code
