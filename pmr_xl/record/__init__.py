"""The memory: what was published and accepted, where each figure came from, what was explained and decided."""

from pmr_xl.record.corrections import Correction, CorrectionEnd, Outcome
from pmr_xl.record.editions import EditionEvent, Milestone
from pmr_xl.record.engine.user import whoami
from pmr_xl.record.entries import figure_of, text_of
from pmr_xl.record.extensions import Extension
from pmr_xl.record.file.in_place import Forwarded
from pmr_xl.record.file.lock import Holder
from pmr_xl.record.memory import Record
from pmr_xl.record.tables import (
    WITHDRAWN,
    Acceptance,
    Accepted,
    Decided,
    Decision,
    Explained,
    LeftOpen,
    Origin,
    Source,
    Stated,
    StepTaken,
    Withdrawn,
)

__all__ = [
    "WITHDRAWN",
    "Acceptance",
    "Accepted",
    "Correction",
    "CorrectionEnd",
    "Decided",
    "Decision",
    "EditionEvent",
    "Explained",
    "Extension",
    "Forwarded",
    "Holder",
    "LeftOpen",
    "Milestone",
    "Origin",
    "Outcome",
    "Record",
    "Source",
    "Stated",
    "StepTaken",
    "Withdrawn",
    "figure_of",
    "text_of",
    "whoami",
]  # fmt: skip
