"""The command line: ``pmr``. Every command says what it did, what is left to do, and nothing else."""

from __future__ import annotations

import atexit
import gc
import sys

from pmr_xl.cli.commands import pmr


def main(arguments: list[str] | None = None) -> None:
    """Run ``pmr``. Leaves with 0 clean, 1 queries, 2 errors or a fault, 3 unreadable, 70 our own fault, 130 stopped.

    No traceback is ever shown: what a person cannot use is written to the log, and the log is named.
    """
    import click

    from pmr_xl.model.fault import Fault

    atexit.register(gc.freeze)  # else Python's last act is to look through all that was read, for garbage
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    try:
        code = pmr.main(arguments, prog_name="pmr", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.Abort:
        click.echo("Stopped. What was finished is whole; nothing is half-written.", err=True)
        code = 130
    except click.ClickException as wrong:
        wrong.show()
        code = wrong.exit_code
    except Fault as fault:
        click.secho("✕ ", fg="red", nl=False, err=True)
        click.echo(str(fault), err=True)
        code = fault.exit_code
    except OSError as refused:
        place = f" ({refused.filename})" if refused.filename else ""
        click.echo(f"✕ The system refused: {refused.strerror or refused}{place}. Nothing is half-written.", err=True)
        code = 2
    except Exception:  # noqa: BLE001 - the last porch: a person sees one sentence, the log the rest
        from pmr_xl.desk.log import write_log

        click.echo(f"✕ Something went wrong in pmr_xl itself. What happened is in {write_log()}.", err=True)
        code = 70
    sys.exit(code if isinstance(code, int) else 0)
