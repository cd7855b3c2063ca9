"""A part of a tree, at the places that it takes alone."""

from __future__ import annotations

from collections.abc import Collection

from kinerja_graph.render.tree import Tree


def part_of(tree: Tree, kept: Collection[int]) -> Tree:
    """The tree of the boxes ``kept``: each hangs where it hung, or nowhere if that is left out.

    Boxes keep their order, columns without a box are left out, and so are edges that lead out.
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
