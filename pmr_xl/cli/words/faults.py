"""How a fault is told, and how many files are gone through: one that cannot be done does not stop the others."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from pmr_xl.cli.words.say import say
from pmr_xl.model.fault import Fault, NoRecord
from pmr_xl.model.quick.pattern import pattern

OUR_FAULT = 70  # the exit code where something went wrong in the program itself
_NO_COMMAND = pattern(r"No such command '(.*)'\.")


def colours() -> bool | None:
    """False where a person asked for none (``NO_COLOR``, https://no-color.org) or the terminal has none; None: look."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def print_fault(fault: Fault) -> None:
    """Place, fault and remedy, on standard error."""
    say("✕ ", fg="red", nl=False, err=True, color=colours())
    say(fault, err=True)


def tell_wrong_use(wrong: click.ClickException) -> None:
    """What was asked wrongly, in the house's words, and where the right way stands."""
    if isinstance(wrong, click.exceptions.NoArgsIsHelpError):
        wrong.show()
        return
    text = wrong.format_message()
    text = re.sub(r"^Invalid value(?: for ('[^']*'|\S+))?: ", lambda found: f"{found[1]}: " if found[1] else "", text)
    text = re.sub(r"is not a valid int(eger)?( range)?\b", "is no whole number", text)
    text = re.sub(r"is not in the range (-?\d+)<=x<=(-?\d+)", r"is not from \1 to \2", text)
    text = re.sub(r"is not in the range x>=(-?\d+)", r"is below \1", text)
    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    if context is not None and isinstance(context.command, click.Group) and (asked := _NO_COMMAND.match(text)):
        from difflib import get_close_matches

        near = get_close_matches(asked[1], context.command.commands, 1)
        text += f" Did you mean '{near[0]}'?" if near and "Did you mean" not in text else ""
    if isinstance(wrong, click.NoSuchOption) and _named_like(wrong.option_name):
        text += f" A file whose name begins with - is named with its folder: ./{_named_like(wrong.option_name)}"
    where = "pmr" if context is None else context.command_path
    print_fault(Fault(text, f"“{where} --help” says how it is used."))


def _named_like(option: str) -> str:
    """A file of the folder one stands in whose name begins as an option that there is none of; empty for none."""
    try:
        return min((one.name for one in Path().iterdir() if one.name.startswith(option)), default="")
    except OSError:
        return ""


def refused_by_system(error: OSError, name: str = "") -> Fault:
    """What the system refused, with the place that it names; ``name``: the file that was gone through."""
    place = f" ({error.filename})" if error.filename else ""
    told = f"he system refused: {error.strerror or error}{place}."
    return Fault(f"{name}: t{told}" if name else f"T{told}", "Nothing is half-written.")


def for_each_file(
    files: Iterable[Path], act: Callable[[Path], int | None], say: Callable[[Fault], object] = print_fault
) -> int:
    """Do something with every file; a fault of one is told and the next is taken.

    Args:
        say: tells a fault; while a bar is shown, it keeps them until that is gone.

    Returns:
        The worst exit code: of what ``act`` returned, and of the faults.

    Raises:
        NoRecord: the first file that needs the record says so, and the others are not gone through.
    """
    worst = 0
    for path in files:
        try:
            worst = max(worst, act(path) or 0)
        except NoRecord:
            raise
        except Fault as fault:
            say(fault)
            worst = max(worst, fault.exit_code)
        except (KeyboardInterrupt, BrokenPipeError, click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except OSError as refused:
            told = refused_by_system(refused, path.name)
            say(told)
            worst = max(worst, told.exit_code)
        except Exception:  # noqa: BLE001 - whatever one file does, the others have a right to be done
            from pmr_xl.desk.log import our_own

            say(our_own(path.name))
            worst = max(worst, OUR_FAULT)
    return worst
