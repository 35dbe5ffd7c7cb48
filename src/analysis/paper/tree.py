"""Where the forks of a dendrogram lie."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Tree:
    """A dendrogram ready to draw."""

    leaves: list[str]
    """From the first row to the last."""
    forks: list[tuple[list[float], list[float]]]
    """For each merge, distances and rows of the four corners of its bracket."""


def tree_of(clustering: pd.DataFrame, leaves: Sequence[str]) -> Tree:
    """Lay out a clustering so that no two branches cross.

    Parameters
    ----------
    clustering
        Columns left, right, distance; a row for each merge, nodes numbered as in SciPy.
    leaves
        Names of the nodes 0, 1, 2 …

    Returns
    -------
    Tree
        The left branch of each merge lies above the right one.

    Raises
    ------
    ValueError
        If the numbers of merges and leaves do not go together, or a merge names a node that is
        not there yet.
    """
    n = len(leaves)
    if len(clustering) != max(n - 1, 0) or n == 0:
        raise ValueError(
            f"plot_clustering() got {len(clustering)} merges and {n} leaves; "
            "n leaves have n - 1 merges: pass leaves=similarity.index"
        )
    merges = [
        (int(left), int(right))
        for left, right in zip(clustering["left"], clustering["right"], strict=True)
    ]
    _check_nodes(merges, n)
    order = _leaf_order(merges, n)
    row: dict[int, float] = {leaf: float(place) for place, leaf in enumerate(order)}
    height: dict[int, float] = dict.fromkeys(order, 0.0)
    forks = []
    for place, ((left, right), distance) in enumerate(
        zip(merges, clustering["distance"].astype(float), strict=True)
    ):
        forks.append(
            (
                [height[left], distance, distance, height[right]],
                [row[left], row[left], row[right], row[right]],
            )
        )
        row[n + place] = (row[left] + row[right]) / 2
        height[n + place] = distance
    return Tree(leaves=[leaves[leaf] for leaf in order], forks=forks)


def _check_nodes(merges: Sequence[tuple[int, int]], n: int) -> None:
    used: set[int] = set()
    for place, nodes in enumerate(merges):
        for node in nodes:
            if not 0 <= node < n + place or node in used:
                raise ValueError(
                    f"plot_clustering(): merge {place} joins node {node}, which is not there; "
                    "pass what clustering() returns, with all its rows in order"
                )
            used.add(node)


def _leaf_order(merges: Sequence[tuple[int, int]], n: int) -> list[int]:
    # With a stack: a chain of a thousand merges is deeper than Python recurses.
    stack = [n + len(merges) - 1]
    order = []
    while stack:
        node = stack.pop()
        if node < n:
            order.append(node)
        else:
            left, right = merges[node - n]
            stack += [right, left]
    return order
