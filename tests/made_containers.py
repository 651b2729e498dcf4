"""The same articles in every container, packed in every way, and damaged in every way."""

import bz2
import csv
import gzip
import io
import json
import lzma
import mailbox
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.sax.saxutils import escape as escape_xml


class Told(NamedTuple):
    """What a corpus tells of an article."""

    id: str
    url: str
    title: str
    published: str
    text: str

    @property
    def html(self) -> str:
        """The article as a page."""
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in self.text.split("\n"))
        date = f'<meta property="article:published_time" content="{self.published}">'
        return f"<html><head><title>{escape(self.title)}</title>{date}</head>{paragraphs}</html>"


def articles(count: int = 40) -> list[Told]:
    """Articles that quote a post each, with all that makes an export go wrong."""
    return [
        Told(
            f"a{n}",
            f"https://paper{n % 3}.example/{n}",
            f'Rain; "again", {n}',
            f"2019-03-{n % 28 + 1:02}",
            f'The river rose, "slowly"; {n} times.\nÀ demain — مطر\n'
            f"Water in the cellar {n}\n— Ada Quist (@ada_q{n}) March 23, 2019\nThe end, {n}.",
        )
        for n in range(count)
    ]


def json_lines(told: list[Told]) -> bytes:
    return "".join(json.dumps(one._asdict()) + "\n" for one in told).encode()


def json_array(told: list[Told]) -> bytes:
    return json.dumps([one._asdict() for one in told], indent=1).encode()


def table(told: list[Told], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    rows.writerow(Told._fields)
    rows.writerows(told)
    return text.getvalue().encode(encoding)


def tsv(told: list[Told]) -> bytes:
    return table(told, "\t")


def excel(told: list[Told]) -> bytes:
    return table(told, ";", "utf-8-sig")


def parquet(told: list[Told]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as pq

    file = io.BytesIO()
    columns = {name: [getattr(one, name) for one in told] for name in Told._fields}
    pq.write_table(pa.table({**columns, "unused": [1] * len(told)}), file, row_group_size=16)
    return file.getvalue()


def warc_record(body: bytes, kind: str, url: str, content_type: str) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(html: bytes, url: str, *headers: str, kind: str = "text/html; charset=utf-8") -> bytes:
    lines = ("HTTP/1.1 200 OK", f"Content-Type: {kind}", *headers)
    body = "\r\n".join(lines).encode() + b"\r\n\r\n" + html
    return warc_record(body, "response", url, "application/http; msgtype=response")


def warc(told: list[Told]) -> bytes:
    info = warc_record(b"software: made\r\n", "warcinfo", "", "application/warc-fields")
    asked = warc_record(
        b"GET / HTTP/1.1\r\n\r\n", "request", "https://x.example/", "application/http"
    )
    pages = (response(one.html.encode(), one.url) for one in told)
    return info + b"".join(asked + page for page in pages)


def zipped(told: list[Told]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in told:
            archive.writestr(f"crawl/{one.id}.txt", one.text)
        archive.writestr("crawl/style.css", "p {}")
    return file.getvalue()


def tarred(told: list[Told]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for one in told:
            member = tarfile.TarInfo(f"crawl/{one.id}.txt")
            data = one.text.encode()
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


def feed(told: list[Told]) -> bytes:
    items = "".join(
        f"<item><title>{escape_xml(one.title)}</title><link>{one.url}</link><guid>{one.id}</guid>"
        f"<pubDate>{one.published}</pubDate><description>Short.</description>"
        f"<content:encoded><![CDATA[{one.html}]]></content:encoded></item>"
        for one in told
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    head = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {space}><channel>'
    return f"{head}{items}</channel></rss>".encode()


def atom(told: list[Told]) -> bytes:
    entries = "".join(
        f'<entry><title>{escape_xml(one.title)}</title><link href="{one.url}"/><id>{one.id}</id>'
        f"<published>{one.published}T00:00:00Z</published>"
        f'<content type="html">{escape_xml(one.html)}</content></entry>'
        for one in told
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()


def mails(told: list[Told]) -> bytes:
    with TemporaryDirectory() as folder:
        box = mailbox.mbox(f"{folder}/box")
        for one in told:
            message = EmailMessage()
            message["Subject"], message["Message-ID"] = (
                one.title.replace("\n", " "),
                f"<{one.id}@x>",
            )
            message["Date"] = f"{int(one.published[-2:])} Mar 2019 08:00:00 +0000"
            message.set_content("See the page.")
            message.add_alternative(one.html, subtype="html")
            box.add(message)
        box.flush()
        box.close()
        with open(f"{folder}/box", "rb") as file:  # noqa: PTH123
            return file.read()


def zstd(data: bytes) -> bytes:
    import zstandard

    return zstandard.compress(data)


CONTAINERS: dict[str, Callable[[list[Told]], bytes]] = {
    ".jsonl": json_lines,
    ".json": json_array,
    ".csv": table,
    ".tsv": tsv,
    ".excel.csv": excel,
    ".parquet": parquet,
    ".warc": warc,
    ".zip": zipped,
    ".tar": tarred,
    ".rss": feed,
    ".atom": atom,
    ".mbox": mails,
}
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd,
}


def truncated(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def with_garbage_inside(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + b"\xff\x00\xfe<garbage>\"'{" * 4 + data[middle + 40 :]


def empty(_: bytes) -> bytes:
    return b""


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "truncated": truncated,
    "garbage inside": with_garbage_inside,
    "empty": empty,
    "wrong suffix": bytes,
}
