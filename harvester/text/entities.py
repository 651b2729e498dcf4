"""What stands inside the words of a post: hashtags, mentions, links and media links.

The rules are those of the twitter-text library: which characters may stand before and after, and
which scripts a hashtag may be in.
"""

import regex

# matches "#news" and "＃ニュース"; must not match "&#39;", "a#b" or "#1"
_HASHTAG = regex.compile(
    r"(?<![\w&/])[#＃](?=[\p{Nd}_]*+[\p{L}\p{M}])([\p{L}\p{M}\p{Nd}_]++)(?![#＃]|://)"
)
# matches ".@name"; must not match "me@example.org"
_MENTION = regex.compile(r"(?<![\w!#$%&*@＠])[@＠]([A-Za-z0-9_]{1,20}+)(?![@＠\w]|://)")
# matches "https://t.co/abcdefghijpic…" up to the tenth letter; other links up to white space
_LINK = regex.compile(
    r"https?://(?:t\.co/(?:\w{10}|\w{8}(?!\w))|[^\s<>\"«»“”…]{3,2000}+)", regex.ASCII
)
_PIC = regex.compile(r"pic\.(?:twitter|x)\.com/([A-Za-z0-9]{10}|[A-Za-z0-9]{8}(?![A-Za-z0-9]))")
_AFTER_LINK = ".,;:!?')]}>、。،؛؟"


def hashtags(text: str) -> tuple[str, ...]:
    """Hashtags in order, without #, each once.

    >>> hashtags("#الباغوز and #News, not &#39;")
    ('الباغوز', 'News')
    """
    return _unique(_HASHTAG.findall(text)) if "#" in text or "＃" in text else ()


def mentions(text: str) -> tuple[str, ...]:
    """Mentioned handles in order, without @, each once.

    >>> mentions(".@ada_m9 told me@example.org")
    ('ada_m9',)
    """
    return _unique(_MENTION.findall(text)) if "@" in text or "＠" in text else ()


def links(text: str) -> tuple[str, ...]:
    """URLs in order, each once, without the punctuation that follows them.

    >>> links("See https://t.co/abcdefghijpic.twitter.com/ABCDEFGHIJ (or http://a.example/b).")
    ('https://t.co/abcdefghij', 'http://a.example/b')
    """
    if "://" not in text:
        return ()
    return _unique([link.rstrip(_AFTER_LINK) for link in _LINK.findall(text)])


def pics(text: str) -> tuple[str, ...]:
    """Codes of pic.twitter.com and pic.x.com links in order, each once.

    >>> pics("Look pic.twitter.com/ABCDEFGHIJWow")
    ('ABCDEFGHIJ',)
    """
    return _unique(_PIC.findall(text)) if "pic." in text else ()


def without_links(text: str) -> str:
    """The words alone: links and media links taken out.

    >>> without_links("Look https://t.co/abcdefghij here pic.x.com/ABCDEFGHIJ").split()
    ['Look', 'here']
    """
    return _PIC.sub(" ", _LINK.sub(" ", text)) if "/" in text else text


def _unique(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
