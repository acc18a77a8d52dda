"""Commands about the reliability of figures: samples, looks, coverage, the statement."""

from pmr_xl.cli.reliability import looking
from pmr_xl.cli.reliability.group import reliability

COMMANDS = (reliability,)
__all__ = ["COMMANDS", "looking"]
