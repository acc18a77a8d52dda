"""The shelves: what an office says its agencies, indicators and settings are.

``Library`` reads an office; ``find_office`` and ``init_office`` find and lay one out; ``importing`` makes schemas
from published tables; ``facts`` reads published figures for the record; ``json_schema`` writes what editors need.
"""

from pmr_xl.office.folder import OfficeFolder, built_in_office, find_office, init_office
from pmr_xl.office.library import Library
from pmr_xl.office.shapes import Agency

__all__ = ["Agency", "Library", "OfficeFolder", "built_in_office", "find_office", "init_office"]
