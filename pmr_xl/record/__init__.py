"""The memory: what was published and accepted, where each figure came from, what was explained and decided."""

from pmr_xl.record.lock import Holder
from pmr_xl.record.memory import Record
from pmr_xl.record.tables import WITHDRAWN, Acceptance, Accepted, Decision, Explained, Origin, Source, Stated

__all__ = [
    "WITHDRAWN", "Acceptance", "Accepted", "Decision", "Explained", "Holder", "Origin", "Record", "Source", "Stated",
]  # fmt: skip
