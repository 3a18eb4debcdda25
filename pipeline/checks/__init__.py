"""Where the figures of a report contradict each other, with both quotes."""

from .check import check
from .finding import Evidence, Finding, Severity, Verdict
from .marks import marks
from .submission import Submission

__all__ = ["Evidence", "Finding", "Severity", "Submission", "Verdict", "check", "marks"]
