"""Commands about commitments, corrective actions and audit recommendations."""

from pmr_xl.cli.commitments import following, giving
from pmr_xl.cli.commitments.group import commitment

__all__ = ["COMMANDS", "following", "giving"]
COMMANDS = (commitment,)
