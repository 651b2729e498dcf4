"""Which pieces of a skeleton stand for it in an index, so that texts that share words meet.

Of each few neighbouring pieces one is chosen by its hash, the same one in every text (winnowing:
Schleimer, Wilkerson and Aiken 2003): a run of letters that two texts share, as long as a piece and
a window, gives both the same fingerprint.
"""

from hashlib import blake2b
from zlib import crc32

from harvester.trace.wording import is_dense, plain

WINDOW = 5
_LONG, _SHORT = 9, 5  # letters to a piece; where a letter is a syllable or a word, fewer
_BITS = 48


def fingerprints(skeleton: str) -> frozenset[int]:
    """The chosen pieces as numbers of 48 bits, the same on every machine.

    >>> short, long = fingerprints("acalmseaagain"), fingerprints("wesawacalmseaagaintoday")
    >>> bool(short & long), fingerprints("")
    (True, frozenset())
    """
    letters = plain(skeleton)
    if not letters:
        return frozenset()
    pieces = [(crc32(piece), piece) for piece in _pieces(letters)]
    windows = zip(*(pieces[at:] for at in range(WINDOW)), strict=False)
    chosen = set(map(min, windows)) or {min(pieces)}
    return frozenset(_number(piece) for _, piece in chosen)


def pieces(skeleton: str) -> frozenset[int]:
    """All pieces as the same numbers: with them a text is asked for that is not well remembered.

    >>> fingerprints("acalmseaagain") <= pieces("wesawacalmseaagaintoday")
    True
    """
    letters = plain(skeleton)
    return frozenset(map(_number, _pieces(letters))) if letters else frozenset()


def _pieces(letters: str) -> list[bytes]:
    """Every piece of the skeleton in order; one that is too short is a piece itself."""
    raw = letters.encode("utf-32-le")
    if letters.isascii() or not any(map(is_dense, letters)):
        last = len(letters) - _LONG
        cut = [raw[at * 4 : (at + _LONG) * 4] for at in range(last + 1)]
    else:
        cut = [piece for at, letter in enumerate(letters) if (piece := _piece(raw, at, letter))]
    return cut or [raw]


def _piece(raw: bytes, at: int, letter: str) -> bytes:
    length = (_SHORT if is_dense(letter) else _LONG) * 4
    piece = raw[at * 4 : at * 4 + length]
    return piece if len(piece) == length else b""


def _number(piece: bytes) -> int:
    return int.from_bytes(blake2b(piece, digest_size=_BITS // 8).digest())
