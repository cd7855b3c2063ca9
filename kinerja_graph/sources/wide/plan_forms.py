"""Parse the keys of a map that belong to one form only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, cast, get_args

from kinerja_graph.sources.columns import POSITION_TABLE
from kinerja_graph.sources.wide.folding import fold
from kinerja_graph.sources.wide.mapfile import Item
from kinerja_graph.sources.wide.plan import (
    Amounts,
    Codes,
    Direction,
    Level,
    Map,
    Nodes,
    OrgChart,
    Posts,
    Shapes,
    Tier,
)
from kinerja_graph.sources.wide.plan_values import (
    parse_column,
    parse_columns,
    parse_level_column,
    parse_optional_column,
    required,
)
from kinerja_graph.sources.wide.shape_texts import ASIDE_WORDS, INDICATOR_WORDS
from kinerja_graph.texts import Text, _

FormParser = Callable[[Item, Mapping[str, Item], Map], Map]
_LAST_LEVEL: Final = 5
_CELL_KEYS: Final = (
    "headings", "rows", "skip", "stop", "cells", "unit", "statements", "links", "indicators",
)  # fmt: skip
"""Keys about cells and rows, which do not apply to a tree drawn with shapes."""
_POST_FIELDS: Final = tuple(
    heading.name
    for heading in POSITION_TABLE.headings
    if heading.name not in {"unit", "reports_to", "source"}
)


def _parse_matrix(root: Item, _known: Mapping[str, Item], found: Map) -> Map:
    levels = tuple(_parse_level(item) for item in required(root, "levels").entries())
    headings = {heading for level in levels for heading in level.name.headings}
    for entry in found.indicators:
        if entry.of is not None and entry.of not in headings:
            entry.name.item.reject(
                Text(
                    id=f"of: deepest atau salah satu dari {', '.join(sorted(headings))}",
                    en=f"of: deepest or one of {', '.join(sorted(headings))}",
                )
            )
    owner = found.owner
    for heading in () if owner is None else owner.of:
        if owner is not None and heading not in headings:
            owner.column.item.reject(
                Text(
                    id=f"of: satu atau beberapa dari {', '.join(sorted(headings))}",
                    en=f"of: one or several of {', '.join(sorted(headings))}",
                )
            )
    return replace(found, levels=levels)


def _parse_level(item: Item) -> Level:
    known = item.mapping_of(
        "name", "level", "depths", "begins", "prefix", "code", "coded", "shared", "alias"
    )
    depths: Mapping[int, int] = _parse_depths(known["depths"]) if "depths" in known else {}
    if depths and "coded" not in known:
        required(item, "code")
    level = min(depths.values()) if depths else required(item, "level").whole_number(0, _LAST_LEVEL)
    return Level(
        name=parse_column(required(item, "name")),
        level=level,
        prefix=known["prefix"].text() if "prefix" in known else f"L{level}-",
        code=parse_columns(known["code"]) if "code" in known else (),
        coded="coded" in known and known["coded"].flag(),
        shared="shared" in known and known["shared"].flag(),
        alias=parse_optional_column(known, "alias"),
        depths=depths,
        begins=_parse_first_words(known["begins"]) if "begins" in known else {},
    )


def _parse_first_words(item: Item) -> Mapping[str, int]:
    """Parse the level of names by their first word."""
    if not isinstance(item.value, Mapping) or not item.value:
        item.reject(_("pairs of first word: level"))
    return {fold(word): value.whole_number(0, _LAST_LEVEL) for word, value in item.value.items()}


def _parse_depths(item: Item) -> Mapping[int, int]:
    """Parse the level of codes by their number of parts."""
    depths: dict[int, int] = {}
    if not isinstance(item.value, Mapping) or not item.value:
        item.reject(_("pairs of parts: level"))
    for key, value in item.value.items():
        parts = Item(item.file, value.line, value.key, key).whole_number(1, 20)
        depths[parts] = value.whole_number(0, _LAST_LEVEL)
    return depths


def _parse_nodes(root: Item, _known: Mapping[str, Item], found: Map) -> Map:
    item = required(root, "node")
    own = item.mapping_of("id", "parent", "parent_by", "name", "level", "within", "alias")
    by = own["parent_by"].one_of("id", "name", "order") if "parent_by" in own else "id"
    if by == "order":
        for key in ("parent", "within"):
            if key in own:
                raise own[key].fault(
                    Text(
                        id=f"{key} tidak dapat disebut bersama parent_by: order",
                        en=f"{key} cannot stand beside parent_by: order",
                    ),
                    Text(
                        id=f"Hapus {key}; urutan baris yang menunjukkan induk.",
                        en=f"Remove {key}; the order of the rows tells the parent.",
                    ),
                )
    nodes = Nodes(
        id=parse_optional_column(own, "id")
        if by == "order"
        else parse_column(required(item, "id")),
        parent=None if by == "order" else parse_column(required(item, "parent")),
        name=parse_column(required(item, "name")),
        level=parse_level_column(required(item, "level")),
        within=parse_columns(own["within"]) if "within" in own else (),
        by_name=by == "name",
        alias=parse_optional_column(own, "alias"),
    )
    return replace(found, nodes=nodes)


def _parse_codes(root: Item, known: Mapping[str, Item], found: Map) -> Map:
    codes = Codes(
        code=parse_columns(required(root, "code")),
        name=parse_column(required(root, "name")),
        depths=_parse_depths(required(root, "depths")),
        alias=parse_optional_column(known, "alias"),
    )
    return replace(found, codes=codes)


def _parse_list(root: Item, known: Mapping[str, Item], found: Map) -> Map:
    for key in ("statements", "links"):
        if key in known:
            raise known[key].fault(
                _("a list of indicators has no such key."),
                _("Remove it: such a list says nothing about statements or links."),
            )
    required(root, "indicators")
    return replace(found, level=required(root, "level").whole_number(0, _LAST_LEVEL))


def _parse_posts(root: Item, _known: Mapping[str, Item], found: Map) -> Map:
    item = required(root, "post")
    own = item.mapping_of(*_POST_FIELDS, "superiors", "superiors_by", "split")
    required(item, "name")
    required(root, "unit")
    by = own["superiors_by"].one_of("id", "name") if "superiors_by" in own else "id"
    if by == "id" and "superiors" in own:
        required(item, "id")
    posts = Posts(
        fields={key: parse_column(own[key]) for key in _POST_FIELDS if key in own},
        superiors=parse_columns(own["superiors"]) if "superiors" in own else (),
        by_name=by == "name",
        split=own["split"].texts() if "split" in own else (),
    )
    return replace(found, posts=posts)


def _parse_drawing(root: Item, _known: Mapping[str, Item], found: Map) -> Map:
    item = required(root, "drawing")
    own = item.mapping_of("tiers", "posts", "indicators", "leader", "year", "amounts")
    amounts = own["amounts"].one_of("bracketed", "number") if "amounts" in own else "bracketed"
    drawn = OrgChart(
        tiers=tuple(_parse_tier(each) for each in required(item, "tiers").entries()),
        posts=required(item, "posts").texts(),
        indicators=required(item, "indicators").texts(),
        leader=own["leader"].text() if "leader" in own else None,
        year=own["year"].whole_number(1900, 2199) if "year" in own else None,
        amounts=cast("Amounts", amounts),
    )
    return replace(found, drawn=drawn)


def _parse_tier(item: Item) -> Tier:
    known = item.mapping_of("rows", "level", "rank", "units")
    return Tier(
        rows=required(item, "rows").number_range(),
        level=required(item, "level").whole_number(0, _LAST_LEVEL),
        rank=known["rank"].text() if "rank" in known else None,
        units="units" not in known or known["units"].flag(),
    )


def _parse_shapes(root: Item, known: Mapping[str, Item], found: Map) -> Map:
    for key in _CELL_KEYS:
        if key in known:
            raise known[key].fault(
                _("a tree drawn with shapes has no such key."),
                _("Remove it: what the boxes are stands under shapes."),
            )
    item = required(root, "shapes")
    own = item.mapping_of(
        "direction", "levels", "indicators", "aside", "touching", "repeated", "year"
    )
    shapes = Shapes(
        direction=cast("Direction", required(item, "direction").one_of(*get_args(Direction))),
        levels=tuple(
            each.whole_number(0, _LAST_LEVEL) for each in required(item, "levels").entries()
        ),
        indicators=own["indicators"].texts() if "indicators" in own else INDICATOR_WORDS,
        aside=own["aside"].texts() if "aside" in own else ASIDE_WORDS,
        touching="touching" in own and own["touching"].flag(),
        repeated="repeated" in own and own["repeated"].flag(),
        year=own["year"].whole_number(1900, 2199) if "year" in own else None,
    )
    return replace(found, shapes=shapes)


FORMS: Final[Mapping[str, tuple[tuple[str, ...], FormParser]]] = {
    "matrix": (("levels",), _parse_matrix),
    "nodes": (("node",), _parse_nodes),
    "codes": (("code", "name", "alias", "depths"), _parse_codes),
    "list": (("level",), _parse_list),
    "posts": (("post",), _parse_posts),
    "drawn": (("drawing",), _parse_drawing),
    "shapes": (("shapes",), _parse_shapes),
}
"""The keys of each form in addition to the common ones, and the function that parses them."""
