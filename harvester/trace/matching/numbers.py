"""Wordings and clusters as numbers and names made of their content, the same on every machine.

The last eight bits of a wording's number tell how many fingerprints it has: that says of every
candidate how much it must share before anything is read of it.
"""

from collections.abc import Iterable
from hashlib import blake2b
from math import ceil

from harvester.text.digest import digest
from harvester.trace.matching.wording import Wording

STANDING = 16  # how many wordings stand for all that have a fingerprint
_BITS_OF_COUNT = 8
MOST_COUNTED = (1 << _BITS_OF_COUNT) - 1
# What two wordings must share, by the number of fingerprints of the one that has fewer: 99.9 % of
# the true pairs of the development set share as much.
LEAST_SHARED = [ceil(number * 0.25) for number in range(MOST_COUNTED + 1)]


def number(words: Wording, n_pieces: int) -> int:
    """The number of a wording: 55 bits of its content, and how many fingerprints it has.

    >>> number(Wording("itrains"), 2) & 255
    2
    """
    content = f"{words.account or ''}\x1f{words.key}".encode("utf-8", "surrogatepass")
    raw = int.from_bytes(blake2b(content, digest_size=7).digest()) >> 1
    return raw << _BITS_OF_COUNT | min(n_pieces, MOST_COUNTED)


def cluster_of(members: Iterable[int]) -> str:
    """The id of a cluster of these wordings, the same on every machine.

    It is made of the smallest one, so that a cluster mostly keeps it when others join; how many
    fingerprints that has is left out, because that is the program's affair.

    >>> cluster_of([1793, 771]) == cluster_of([768, 2304])
    True
    """
    return digest("cluster", min(members) >> _BITS_OF_COUNT)
