"""Commands for the work around the forms: more time, lists and parts, corrections by telephone, promises."""

from pmr_xl.cli.chores import extending, filling, parts

COMMANDS = (*extending.COMMANDS, *filling.COMMANDS, *parts.COMMANDS)
