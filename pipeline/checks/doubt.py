"""What a finding says when OCR was not sure of the words it rests on."""

from __future__ import annotations

from dataclasses import replace

from ..labels import Label
from .finding import Finding, Severity

DOUBTFUL = 0.85  # confidence of a recognised word below which the page must be looked at before the author is asked


def with_doubt(finding: Finding) -> Finding:
    """The finding; where OCR was not sure, one step less grave, with the advice to look at the page first.

    A fax read «QĐĐ-UBND» for «QĐ-UBND»: the slip may well be the scanner's.
    """
    sure = min((evidence.location.confidence for evidence in finding.evidence), default=1.0)
    if not finding.fails or finding.severity == "hint" or sure >= DOUBTFUL:
        return finding
    doubt = Label(
        f"OCR đọc chưa chắc chữ số ở đây (độ tin cậy {sure:.2f}".replace(".", ",") + "): hãy xem trang gốc trước.",
        f"OCR was not sure of the figures here (confidence {sure:.2f}): look at the page first.",
    )
    cause = Label(f"{finding.cause.vi} {doubt.vi}", f"{finding.cause.en} {doubt.en}") if finding.cause else doubt
    severity: Severity = "warning" if finding.severity == "error" else "hint"
    return replace(finding, severity=severity, cause=cause)
