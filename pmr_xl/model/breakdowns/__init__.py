"""Places and groups that a figure can be broken down by, and the figures of one of them."""

from pmr_xl.model.breakdowns.breakdown import Breakdown, Member
from pmr_xl.model.breakdowns.figures import MemberFact, PastByMember

__all__ = ["Breakdown", "Member", "MemberFact", "PastByMember"]
