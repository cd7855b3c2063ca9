"""Extract part of a tree, with columns of its own."""

from __future__ import annotations

from collections.abc import Collection

from kinerja_graph.render.tree import Tree


def subtree(tree: Tree, kept: Collection[int]) -> Tree:
    """Return the tree of the boxes ``kept``; a box whose parent is left out becomes a root.

    Boxes keep their order; empty columns and edges to boxes left out are dropped.
    """
    order = sorted(kept)
    place = {box: number for number, box in enumerate(order)}
    ids = {tree.boxes[box].id for box in order}
    columns = sorted({tree.column[box] for box in order})
    parent = tuple(place.get(tree.parent[box], -1) for box in order)
    edges = tuple(tuple(edge for edge in tree.edges[box] if edge.target in ids) for box in order)
    return Tree(
        boxes=tuple(tree.boxes[box] for box in order),
        columns=tuple(tree.columns[column] for column in columns),
        column=tuple(columns.index(tree.column[box]) for box in order),
        edges=edges,
        hangs=tuple(
            min(tree.hangs[box], len(left)) for box, left in zip(order, edges, strict=True)
        ),
        parent=parent,
        children=tuple(
            tuple(place[child] for child in tree.children[box] if child in place) for box in order
        ),
        roots=tuple(number for number, above in enumerate(parent) if above < 0),
    )
