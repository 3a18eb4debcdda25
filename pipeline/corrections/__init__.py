"""What reviewers say of a report, laid over what was extracted: values amended, rejected or added, findings settled."""

from .apply import Corrected, Standing, corrected
from .correction import Correction, CorrectionError, Place, State

__all__ = ["Corrected", "Correction", "CorrectionError", "Place", "Standing", "State", "corrected"]
