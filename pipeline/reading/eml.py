"""Mails (.eml, .mht): the head and the body as a page, then the pages of every attachment that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from normalizers import Span
from pipeline.document import Page
from pipeline.errors import InputError, TimeLimitError, TooLargeError

from .html import html_page
from .limits import Limits
from .mail_parts import FORM, Attachment, Body, Mail, taken_apart
from .pieces import Spans
from .refusals import empty, too_large
from .text import decode_declared

PagesOf = Callable[[Path, Limits], Iterator[Page]]


def read_eml(path: Path, limits: Limits, pages_of: PagesOf) -> Iterator[Page]:
    """The mail as a page, and those of its attachments as `pages_of` reads them, numbered on.

    An attachment that cannot be read is told in the notes of the mail's page; one that needs a program that is missing,
    or is over a limit, fails the mail as a whole. Raises TruncatedError and TooLargeError.
    """
    if limits.depth < 1:
        raise too_large(FORM, "số thư lồng nhau", "mails inside each other")
    mail = taken_apart(path.read_bytes())
    if len(mail.attachments) > limits.attachments:
        raise too_large(FORM, "số tệp đính kèm", "attachments")
    inside = replace(limits, depth=limits.depth - 1)  # what an attachment may cost, if it is a mail
    read: list[Page] = []
    notes: list[str] = []
    for attachment in mail.attachments:
        try:
            read += _attached(attachment, inside, pages_of)
        except (TooLargeError, TimeLimitError):
            raise
        except InputError as error:
            notes.append(f"«{attachment.name}»: {error.message} · {error.message_en}")
    first = _first_page(mail)
    if not read and not first.raw.strip():
        raise empty(FORM)
    for number, page in enumerate([replace(first, notes=tuple(notes)), *read], 1):
        yield replace(page, number=number)


def _attached(attachment: Attachment, limits: Limits, pages_of: PagesOf) -> list[Page]:
    with TemporaryDirectory(prefix="vanthu-") as folder:
        path = Path(folder, "attachment")
        path.write_bytes(attachment.data)
        pages = read_eml(path, limits, pages_of) if attachment.is_mail else pages_of(path, limits)
        return [replace(page, reason=f"attachment «{attachment.name}»: {page.reason}") for page in pages]


def _first_page(mail: Mail) -> Page:
    """The head, and the bodies behind it."""
    text, fonts = mail.head, list[tuple[Span, str]]()
    for body in mail.bodies:
        own, spans = _shown(body)
        if own.strip():
            text += "\n" if text else ""
            fonts += [(Span(span.start + len(text), span.end + len(text)), name) for span, name in spans]
            text += own
    return Page(1, "eml", "mail", text=text.replace("\f", "\n"), fonts=tuple(fonts))


def _shown(body: Body) -> tuple[str, Spans]:
    text, encoding = decode_declared(body.data, body.charset)
    if not body.is_html:
        return text.replace("\r\n", "\n").strip("\n"), ()
    page = html_page(text, encoding)
    return page.raw, page.fonts
