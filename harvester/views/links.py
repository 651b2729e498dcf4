"""Addresses that a page may link to."""

from urllib.parse import quote, urlsplit

import regex

ARCHIVE = "https://web.archive.org/web"
# matches the folders of "/home/ada/a.txt" and "C:\\ada\\a.txt", and not "1/2" or "https://tide.example/1"
_FOLDERS = regex.compile(r"(?<![^\s'\"(])(?:[A-Za-z]:)?[/\\](?:[^\s/\\]++[/\\])++(?=[^\s/\\])")


def href(address: object) -> str | None:
    """The address, if a browser may follow it: nothing but http and https.

    >>> href("https://tide.example/1"), href("javascript:alert(1)"), href(None)
    ('https://tide.example/1', None, None)
    """
    text = str(address or "")
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


def archived(address: object, day: object = None) -> str | None:
    """Where the Internet Archive has the page, as it was about that day.

    >>> archived("https://tide.example/1?a=b", "2019-03-23T10:00Z")
    'https://web.archive.org/web/20190323/https://tide.example/1?a=b'
    """
    known = href(address)
    if known is None:
        return None
    digits = "".join(each for each in str(day or "")[:10] if each in "0123456789")
    return f"{ARCHIVE}/{digits or '*'}/{quote(known, safe=':/?=&#%+,;@~!$()*')}"


def without_folders(text: object) -> str:
    """A text in which files are named without their folders: whoever gets a page knows them not.

    >>> without_folders("/home/ada/march/a.jsonl.gz:490: The date can mean two days (1/2).")
    'a.jsonl.gz:490: The date can mean two days (1/2).'
    """
    return _FOLDERS.sub("", str(text))
