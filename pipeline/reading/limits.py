"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: megapixels a page, pages, bytes, unpacked size over packed size, seconds.

    `part_bytes` is the unpacked size of one part of an office file, `cells` are those with content in a workbook,
    `attachments` those of a mail, in which mails lie at most `depth` deep, itself included; `office_seconds` is for
    converting one file by LibreOffice.
    `workers` is how many of its scanned pages are read side by side; 0 is one a core.
    """

    megapixels: float = 120.0
    pages: int = 2000
    file_bytes: int = 512 * MIB
    archive_ratio: float = 200.0
    archive_bytes: int = 1024 * MIB
    part_bytes: int = 128 * MIB
    cells: int = 1_000_000
    attachments: int = 200
    depth: int = 3
    page_seconds: float = 120.0
    office_seconds: float = 180.0
    file_seconds: float = 3600.0
    workers: int = 0
