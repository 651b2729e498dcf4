"""Which pieces of a match key stand for it in an index, so that texts that share words meet.

Of each few neighbouring pieces one is chosen by its hash, the same one in every text (winnowing:
Schleimer, Wilkerson and Aiken 2003): a run of letters that two texts share, as long as a piece and
a window, gives both the same fingerprint.
"""

from zlib import crc32

from harvester.trace.matching.wording import is_dense, plain

WINDOW = 5
LONG, SHORT = 9, 5  # letters to a piece; where a letter is a syllable or a word, fewer


def fingerprints(key: str) -> frozenset[int]:
    """The chosen pieces as numbers of 48 bits, the same on every machine.

    >>> short, long = fingerprints("acalmseaagain"), fingerprints("wesawacalmseaagaintoday")
    >>> bool(short & long), fingerprints("")
    (True, frozenset())
    """
    cut = _pieces(plain(key))
    if not cut:
        return frozenset()
    hashes = list(map(crc32, cut))
    piece_of = dict(zip(hashes, cut, strict=True))
    chosen = set(map(min, *(hashes[at:] for at in range(WINDOW)))) or {min(hashes)}
    return frozenset(_number(piece_of[each]) for each in chosen)


def pieces(key: str) -> frozenset[int]:
    """All pieces as the same numbers: with them a text is asked for that is not well remembered.

    >>> fingerprints("acalmseaagain") <= pieces("wesawacalmseaagaintoday")
    True
    """
    return frozenset(map(_number, _pieces(plain(key))))


def _pieces(letters: str) -> list[bytes]:
    """Every piece of the match key in order; one that is too short is a piece itself."""
    if letters.isascii():
        raw = letters.encode()
        cut = [raw[at : at + LONG] for at in range(len(raw) - LONG + 1)]
        return cut or [raw] * bool(raw)
    if is_dense(letters):
        lengths = [SHORT if is_dense(letter) else LONG for letter in letters]
    else:
        lengths = [LONG] * len(letters)
    cut = [
        letters[at : at + length].encode()
        for at, length in enumerate(lengths)
        if at + length <= len(letters)
    ]
    return cut or [letters.encode()]


def _number(piece: bytes) -> int:
    """A piece by two checksums, of it and of its mirror image: three times as fast as a digest."""
    return crc32(piece) << 16 | crc32(piece[::-1]) & 0xFFFF
