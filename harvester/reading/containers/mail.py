"""Mail and saved pages in its format: newsletters, mailboxes, MHTML. A message becomes a page."""

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import NamedTuple

from harvester.reading.containers.streams import LIMIT, Stream, lines, too_large, whole
from harvester.reading.documents import Page, Record, empty
from harvester.reading.problems import Damage, warning
from harvester.reading.published import any_time
from harvester.records import Article, Problem


def mail_records(stream: Stream, outlet: str | None) -> Iterator[Record | Problem]:
    """The one message that a file holds."""
    data, damage = whole(stream.blocks)
    yield from _message(data, stream.name, outlet)
    if damage:
        yield damage.problem(stream.name)


def mailbox_records(stream: Stream, outlet: str | None) -> Iterator[Record | Problem]:
    """The messages of a mailbox, one after the other."""
    for number, message in enumerate(_messages(stream), 1):
        source = f"{stream.name}:{number}"
        if isinstance(message, Damage):
            yield message.problem(source)
        else:
            yield from _message(message, source, outlet)


def _messages(stream: Stream) -> Iterator[bytes | Damage]:
    """The bytes of each message: a line that begins with "From " opens the next one."""
    held: list[bytes] = []
    size, is_blank = 0, True
    for line in lines(stream.blocks):
        words = line if isinstance(line, bytes) else b""
        if is_blank and words.startswith(b"From ") and held:
            yield _joined(held, size)
            held, size = [], 0
        size += len(words) + 1
        if size <= LIMIT:
            held.append(words)
        is_blank = not words.strip()
    if held:
        yield _joined(held, size)


def _joined(held: list[bytes], size: int) -> bytes | Damage:
    if size > LIMIT:
        return too_large("The message")
    return b"\n".join(held[1:] if held[0].startswith(b"From ") else held)


class _Message(NamedTuple):
    """What a message holds: its body, whether that is HTML, and what its headers say."""

    text: str
    is_html: bool
    known: Article
    is_whole: bool


def _message(data: bytes, source: str, outlet: str | None) -> Iterator[Record | Problem]:
    try:
        message = _parsed(data, source)
    except _FAILURES as failure:
        what = f"The message cannot be read ({type(failure).__name__}: {failure})"
        yield Damage("damaged-mail", what, "Leave it out, or save it anew.").problem(source)
        return
    if not message.is_whole:
        hint = "Save it anew; what is there was read."
        yield warning("damaged-mail", source, "The message is damaged or truncated", hint)
    if not message.text.strip():
        yield empty(source)
    elif message.is_html:
        yield Page(message.text, message.known, outlet)
    else:
        yield message.known._replace(text=message.text, outlet=outlet)


# What the standard library raises of damaged headers and bodies, wherever they are first looked at.
_FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def _parsed(data: bytes, source: str) -> _Message:
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    part = message.get_body(("html", "plain"))
    return _Message(
        str(part.get_content()) if part is not None else "",
        part is not None and part.get_content_subtype() == "html",
        _known(message, source),
        not any(inner.defects for inner in message.walk()),
    )


def _known(message: EmailMessage, source: str) -> Article:
    """What the headers say of a message."""
    given = {name: str(message.get(name) or "").strip() or None for name in _HEADERS}
    date = given["date"]
    return Article(
        "",
        given_id=given["message-id"],
        url=given["snapshot-content-location"] or given["content-location"],
        title=given["subject"],
        author=given["from"],
        published=any_time(date).iso if date else None,
        source=source,
    )


_HEADERS = (
    "message-id",
    "snapshot-content-location",
    "content-location",
    "subject",
    "from",
    "date",
)
