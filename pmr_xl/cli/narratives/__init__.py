"""Commands about what chapters say in words."""

from pmr_xl.cli.narratives import narrating

COMMANDS = narrating.COMMANDS
