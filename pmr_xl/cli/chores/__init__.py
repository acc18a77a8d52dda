"""Commands for the work around the forms: more time, lists and parts, corrections by telephone, promises."""

from pmr_xl.cli.chores import correcting, extending, filling, parts, practicing, promising

COMMANDS = (
    *practicing.COMMANDS,
    *extending.COMMANDS,
    *filling.COMMANDS,
    *parts.COMMANDS,
    *correcting.COMMANDS,
    *promising.COMMANDS,
)
