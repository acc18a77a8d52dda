"""Commands about the rule book."""

from __future__ import annotations

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say


class RulesGroup(click.Group):
    """``pmr rules TYP-001`` shows a page; any word that is no command of its own is taken for a rule's code."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Anything that is no command is a code."""
        if args and args[0] not in self.commands:
            return "show", self.commands["show"], args
        return super().resolve_command(ctx, args)


@click.group(cls=RulesGroup, invoke_without_command=True)
@click.option("--profile", is_flag=True, help="What each rule costs on the published report and this office's files.")
@click.pass_context
def rules(ctx: click.Context, profile: bool) -> None:
    """The rule book: list the rules, or show one by its code."""
    if ctx.invoked_subcommand is not None:
        if profile:
            raise click.UsageError(
                "--profile is of all rules, and stands alone; of some: pmr rules rehearse CODE… --profile."
            )
        return
    if profile:
        from pmr_xl.cli.words.show import progress_bar, show_costs
        from pmr_xl.desk.rehearse import rehearse as run

        with progress_bar("Rules") as progress:
            told = run(options.desk_of(ctx), (), progress)
        show_costs(told)
        return
    from pmr_xl.rules import rulebook

    for code, one in sorted(rulebook().items()):
        say(f"{code}  {one.severity.sign:<8} {'(beta) ' if one.beta else ''}{one.summary}")


@rules.command("show")
@click.argument("codes", nargs=-1, required=True, metavar="CODE…")
def show(codes: tuple[str, ...]) -> None:
    """Show the pages of rules."""
    from pmr_xl.rules import rulebook

    book = rulebook()
    for code in codes:
        one = book[names.rule_code(code)]
        beta = " (beta: reported and counted, never in the way)" if one.beta else ""
        say(f"{one.code} · {one.severity.sign}{beta}\n\n{one.page}")


@rules.command("rehearse")
@click.argument("codes", nargs=-1, metavar="[CODE…]")
@click.option("--profile", is_flag=True, help="Also what each rule costs.")
@click.option("--no-report", is_flag=True, help="Only the office's own submissions, not the published report.")
@click.pass_context
def rehearse(ctx: click.Context, codes: tuple[str, ...], profile: bool, no_report: bool) -> None:
    """Ask rules about every past submission and the published report: what fires, where, how often, how much of it new.

    Rules are asked as they came, whatever settings.yaml says of them. New is what the settings let through today: by a
    rule that is off or weighed otherwise, or by a waiver.
    """
    from pmr_xl.cli.words.show import progress_bar, show_rehearsal
    from pmr_xl.desk.rehearse import rehearse as run

    asked = [names.rule_code(code) for code in codes]
    with progress_bar("Rehearsal") as progress:
        told = run(options.desk_of(ctx), asked, progress, with_report=not no_report)
    show_rehearsal(told, examples=bool(codes), profile=profile)
    ctx.exit(Leaves.LEFT_OUT if told.skipped else Leaves.CLEAN)


@rules.command("stats")
@click.pass_context
def stats(ctx: click.Context) -> None:
    """Which rules fire most in this office's submissions, as its settings are."""
    from pmr_xl.cli.words.show import progress_bar, show_rehearsal
    from pmr_xl.desk.rehearse import rehearse as run

    with progress_bar("Submissions") as progress:
        told = run(options.desk_of(ctx), (), progress, with_report=False, as_set=True)
    show_rehearsal(told, examples=False, profile=False)
    ctx.exit(Leaves.LEFT_OUT if told.skipped else Leaves.CLEAN)


COMMANDS = (rules,)
