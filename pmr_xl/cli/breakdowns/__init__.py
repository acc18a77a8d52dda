"""Commands about figures of places and groups."""

from pmr_xl.cli.breakdowns.publishing import places

COMMANDS = (places,)
