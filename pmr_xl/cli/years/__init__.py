"""Commands about the years: editions, the life of an indicator, forms that move into a newer one."""

from pmr_xl.cli.years import editions, migrating, provenance, receipts

COMMANDS = (*editions.COMMANDS, *migrating.COMMANDS, *provenance.COMMANDS, *receipts.COMMANDS)
