"""What the ids of several platforms have in common: numbers in an alphabet, and milliseconds."""

from datetime import UTC, datetime

from harvester.platforms.declaration import IdTime

BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_INSTAGRAM_EPOCH = 1314220021721  # 2011-08-24T21:07:01Z, in milliseconds
_PRIVATE_EXTRA = 28  # the key that a private post's code carries behind the code itself


def at_second(seconds: int, *, not_before: int = 2006) -> IdTime | None:
    """A Unix time as the time of a post, or None where no post can be so old or so new.

    >>> at_second(1288834974).moment.isoformat()
    '2010-11-04T01:42:54+00:00'
    >>> at_second(0) is None
    True
    """
    if not 0 <= seconds < 2**32:
        return None
    moment = datetime.fromtimestamp(seconds, UTC)
    return IdTime(moment) if moment.year >= not_before else None


def number(code: str, alphabet: str) -> int:
    """The number that a code writes in the digits of an alphabet.

    >>> number("BA", BASE64)
    64
    """
    value = 0
    for character in code:
        value = value * len(alphabet) + alphabet.index(character)
    return value


def shortcode_time(code: str) -> IdTime | None:
    """When a post of Instagram or Threads was made, read from its shortcode.

    >>> shortcode_time("BalQ2SWFty8").moment.date().isoformat()
    '2017-10-23'
    """
    public = code[:-_PRIVATE_EXTRA] if len(code) > _PRIVATE_EXTRA else code
    return at_second(((number(public, BASE64) >> 23) + _INSTAGRAM_EPOCH) // 1000, not_before=2011)


def mastodon_time(post_id: str) -> IdTime | None:
    """When a post of Mastodon or its forks was made: its id counts milliseconds in its high bits.

    >>> mastodon_time("112441115030608987").moment.isoformat()
    '2024-05-14T19:34:16+00:00'
    """
    return at_second((int(post_id) >> 16) // 1000, not_before=2016)
