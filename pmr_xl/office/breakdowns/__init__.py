"""Lists of places and groups: ``schemas/breakdowns/<name>.yaml``, and what indicators say of them."""

from pmr_xl.office.breakdowns.lists import Breakdowns

__all__ = ["Breakdowns"]
