"""Commands about the reliability of figures: samples, looks, coverage, the statement."""

from pmr_xl.cli.reliability import looking, printing, sampling
from pmr_xl.cli.reliability.group import reliability

COMMANDS = (reliability,)
__all__ = ["COMMANDS", "looking", "printing", "sampling"]
