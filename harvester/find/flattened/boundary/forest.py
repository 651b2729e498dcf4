"""Regression trees as flat arrays, walked by all candidates of a document together.

A walk over trees of tuples touches memory all over the place, and waits for it more than it works.
Here each node is a row of a few arrays, and each step goes one level down in all trees for all
candidates at once. The sums are those of the single steps, to the last bit.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

_FIRST, _EVERY = 6, 3  # the levels after which those who have arrived at a leaf are left out


class Forest(NamedTuple):
    """Trees in arrays: what each split asks, and which node follows either answer.

    `evidence` and `thresholds` are the questions, each once; `asked` says which of them a node
    asks, `following` where it leads, first the node for no, then for yes. A leaf asks anything,
    leads to itself, and has a value. The trees belong to groups, of which `bounds` are the numbers.
    """

    evidence: Any
    thresholds: Any
    asked: Any
    following: Any
    is_leaf: Any
    values: Any
    roots: Any
    bounds: tuple[int, ...]


class _Nodes(NamedTuple):
    """The arrays of a forest while they grow."""

    questions: dict[tuple[int, float], int]
    asked: list[int]
    following: list[int]
    is_leaf: list[bool]
    values: list[float]


def planted(*groups: Sequence[Any]) -> Forest:
    """Groups of trees of tuples as a forest."""
    import numpy

    nodes = _Nodes({}, [], [], [], [])
    roots = [_add(nodes, tree) for trees in groups for tree in trees]
    return Forest(
        numpy.array([evidence for evidence, _ in nodes.questions], dtype=numpy.int64),
        numpy.array([threshold for _, threshold in nodes.questions], dtype=numpy.float64),
        numpy.array(nodes.asked, dtype=numpy.int64),
        numpy.array(nodes.following, dtype=numpy.int64),
        numpy.array(nodes.is_leaf, dtype=numpy.bool_),
        numpy.array(nodes.values, dtype=numpy.float64),
        numpy.array(roots, dtype=numpy.int64),
        (*accumulate(map(len, groups), initial=0),),
    )


def _add(nodes: _Nodes, tree: Any) -> int:
    """The number of the node that a tree begins with."""
    number = len(nodes.asked)
    is_leaf = not isinstance(tree, tuple)
    nodes.asked.append(0)
    nodes.following.extend((number, number))
    nodes.is_leaf.append(is_leaf)
    nodes.values.append(tree if is_leaf else 0.0)
    if not is_leaf:
        evidence, threshold, low, high = tree[:4]
        question = (evidence, threshold)
        nodes.asked[number] = nodes.questions.setdefault(question, len(nodes.questions))
        nodes.following[2 * number + 1] = _add(nodes, low)
        nodes.following[2 * number] = _add(nodes, high)
    return number


def sums_of(forest: Forest, rows: Any) -> list[list[float]]:
    """For each group of trees, and each row of numbers, the sum of the leaves where it arrives.

    >>> import numpy
    >>> sums_of(planted([(0, 0.5, -1.0, 1.0, 0.0), 0.25], [2.0]), numpy.array([[0.0], [1.0]]))
    [[-0.75, 1.25], [2.0, 2.0]]
    """
    if not len(forest.roots) or not len(rows):
        return [[0.0] * len(rows) for _ in forest.bounds[1:]]
    values = forest.values.take(_leaves(forest, rows)).reshape(len(rows), len(forest.roots))
    return [_sums(values[:, low:high]) for low, high in pairwise(forest.bounds)]


def _sums(values: Any) -> list[float]:
    """The sum of each row, added one after the other, as it is told."""
    if not values.shape[1]:
        return [0.0] * len(values)
    total: list[float] = values.cumsum(axis=1)[:, -1].tolist()
    return total


def _leaves(forest: Forest, rows: Any) -> Any:
    """The leaf at which each row arrives in each tree, row by row."""
    import numpy

    many, questions = len(rows), len(forest.evidence)
    nodes = numpy.tile(forest.roots, many)
    if not questions:
        return nodes
    answers = rows.take(forest.evidence, axis=1) <= forest.thresholds
    said = answers.view(numpy.int8).ravel()
    offsets = numpy.repeat(numpy.arange(0, many * questions, questions), len(forest.roots))
    leaves, going = nodes, numpy.arange(len(nodes))
    level = 0
    while len(going):
        nodes = forest.following.take(2 * nodes + said.take(forest.asked.take(nodes) + offsets))
        level += 1
        if level >= _FIRST and level % _EVERY == 0:
            leaves[going] = nodes
            left = numpy.flatnonzero(~forest.is_leaf.take(nodes))
            nodes, offsets, going = nodes.take(left), offsets.take(left), going.take(left)
    return leaves
