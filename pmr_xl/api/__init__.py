"""The front door for Python: an office, and what it answers, as values that become pandas frames."""

from pmr_xl.api.office import Office, open_built_in_office, open_office
from pmr_xl.api.results import Findings, Rows

__all__ = ["Findings", "Office", "Rows", "open_built_in_office", "open_office"]
