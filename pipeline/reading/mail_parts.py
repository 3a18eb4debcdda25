"""Mails taken apart (RFC 5322, RFC 2045): head, bodies, files; the body in HTML goes before the same in plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import Any

from .refusals import damaged, too_large
from .text import decode, decode_declared

FORM = ".eml"
_HEAD = ("From", "To", "Cc", "Date", "Subject")
_UNREAD = frozenset(("text/css", "application/pgp-signature", "application/pkcs7-signature", "text/x-amp-html"))
_MOST_PARTS = 5000
_LONGEST, _LONGEST_OF_PART = 16_000, 4_000  # characters of a field: `email` takes the square of their time
_BUGS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # what `email` raises on bad mails


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a body, its charset as declared, and whether it is HTML."""

    data: bytes
    charset: str | None
    is_html: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file, or a mail, in a mail."""

    name: str
    data: bytes
    is_mail: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail holds; `head` are its fields as «Subject: …», one a line."""

    head: str
    bodies: tuple[Body, ...]
    attachments: tuple[Attachment, ...]


class _Bounded(policy.EmailPolicy):
    """The default policy, with fields read to a length that no honest mail needs."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401 - the type that `email` gives
        """The value of a field."""
        longest = _LONGEST_OF_PART if name.lower().startswith("content-") else _LONGEST
        return super().header_fetch_parse(name, value[:longest])


def taken_apart(data: bytes) -> Mail:
    """The mail in `data`; raises TruncatedError where it is cut, TooLargeError for one of thousands of parts."""
    try:
        message = message_from_bytes(data, policy=_Bounded())
        leaves = list(_leaves(message))
        bodies = tuple(_body(leaf) for leaf in leaves if not _is_file(leaf))
        files = tuple(_attachment(leaf) for leaf in leaves if _is_file(leaf) and not _is_drawn_inside(leaf))
        return Mail(_head(message), bodies, files)
    except _BUGS as error:
        raise damaged(FORM) from error


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; of alternatives the last, which is the richest."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects):
            raise damaged(FORM)
        inside = _inside(part)
        if inside is not None:
            waiting[:0] = inside
        elif part.get_content_type() not in _UNREAD:
            yield part
    raise too_large(FORM, "số phần", "parts")


def _inside(part: Message) -> list[Message] | None:
    """The parts of a part that are read; None for one that is a leaf."""
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" or not isinstance(payload, list):
        return None
    parts = [each for each in payload if isinstance(each, Message)]
    if part.get_content_type() == "multipart/related":
        return [*parts[:1], *(each for each in parts[1:] if not _is_shown_inside(each))]
    if part.get_content_type() != "multipart/alternative":
        return parts
    rich = [
        each for each in parts if each.get_content_type() != "text/plain" and each.get_content_type() not in _UNREAD
    ]
    return (rich or parts)[-1:]


def _is_file(part: Message) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return not is_text or part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _is_shown_inside(part: Message) -> bool:
    """True for what the body shows or needs: pictures, styles, lists of files."""
    is_named = part.get("Content-ID") is not None or part.get("Content-Location") is not None
    return is_named and part.get_content_disposition() != "attachment"


def _is_drawn_inside(part: Message) -> bool:
    """True for the pictures that the body shows, logos and smileys."""
    return part.get_content_maintype() == "image" and _is_shown_inside(part)


def _body(part: Message) -> Body:
    return Body(_bytes(part), part.get_content_charset(), part.get_content_type() == "text/html")


def _attachment(part: Message) -> Attachment:
    name = str(part.get_filename() or part.get_content_type())
    if part.get_content_type() == "message/rfc822":
        mails = [mail for mail in part.get_payload() if isinstance(mail, Message)]
        return Attachment(name, b"".join(map(bytes, mails)), is_mail=True)
    return Attachment(name, _bytes(part), is_mail=False)


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _head(message: Message) -> str:
    fields = ((name, _field(message, name)) for name in _HEAD)
    return "\n".join(f"{name}: {value}" for name, value in fields if value)


def _field(message: Message, name: str) -> str:
    """The value of a field on one line, as it stands where it cannot be understood; a date as dd/mm/yyyy."""
    try:
        value = message.get(name)
    except _BUGS:
        value = next((raw for key, raw in message.raw_items() if key.lower() == name.lower()), "")[:_LONGEST]
    moment = getattr(value, "datetime", None)
    if moment is not None:
        return str(moment.strftime("%d/%m/%Y %H:%M"))
    text = str(value or "")
    if "\ufffd" in text:
        text = _as_bytes(next(raw for key, raw in message.raw_items() if key.lower() == name.lower())[:_LONGEST])
    return " ".join(text.split())


def _as_bytes(raw: str) -> str:
    """A field in an encoding that `email` does not know, or in none that it declares, told by its bytes."""
    if "=?" not in raw:
        return decode(raw.encode("utf-8", "surrogateescape"))[0]
    try:
        parts = decode_header(raw)
    except HeaderParseError:
        return raw
    return "".join(part if isinstance(part, str) else decode_declared(part, charset)[0] for part, charset in parts)
