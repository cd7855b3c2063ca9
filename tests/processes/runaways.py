"""Statements that only read and would never end, or fill all memory, each in its own way.

They need the graph of ``CROWD``: few nodes, every two of them neighbours.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.library.statement import Statement

CROWD: Final = Statement(
    "crowd",
    "UNWIND range(1, 30) AS i CREATE (n:Crowd {number: i}) WITH collect(n) AS crowd "
    "UNWIND crowd AS a UNWIND crowd AS b WITH a, b WHERE a.number < b.number "
    "CREATE (a)-[:NEAR]->(b)",
)
DISPERSED: Final = Statement("dispersed", "MATCH (n:Crowd) DETACH DELETE n")
_MILLION: Final = "range(1, 1000000)"
_PAIRS: Final = f"UNWIND {_MILLION} AS a UNWIND {_MILLION} AS b"
_PATHS: Final = "MATCH p = (a:Crowd)-[:NEAR*]-(b:Crowd)"
_LONG_TEXT: Final = "reduce(s = 'x ', n IN range(1, 24) | s + s)"

RUNAWAYS: Final = {
    # all memory, in one value
    "list": "RETURN [x IN range(1, 1000000000) | x]",
    "lists in a list": f"RETURN [x IN {_MILLION} | [y IN {_MILLION} | x * y]]",
    "lists joined": "WITH [x IN range(1, 2500000) | x] AS l "
    f"RETURN size({' + '.join(['[x IN l | x + 1]'] * 40)})",
    "maps in a list": "RETURN [x IN range(1, 2900000) | {number: x, text: toString(x), "
    "list: [x, x, x], more: {a: x, b: [x, x], c: toString(x) + 'abcdefghij'}}]",
    "list doubled": "RETURN size(reduce(l = [1], n IN range(1, 40) | l + l))",
    "list grown": "RETURN reduce(l = [], n IN range(1, 2900000) | l + [n])",
    "text doubled": "RETURN size(reduce(s = 'x', n IN range(1, 40) | s + s))",
    "text sent": "RETURN reduce(s = 'x', n IN range(1, 28) | s + s)",
    "text replaced": "WITH reduce(s = 'x', n IN range(1, 20) | s + s) AS s "
    "RETURN size(replace(replace(s, 'x', s), 'x', 'xx'))",
    "text split": f"WITH {_LONG_TEXT} AS s RETURN size(split(s, ' ')) + size(split(s, 'x'))",
    "range sent": "RETURN range(1, 1000000000)",
    # all memory, row by row
    "collected": f"{_PAIRS} RETURN collect(a + b)",
    "maps collected": f"{_PAIRS} RETURN collect({{number: a, text: toString(b), list: [a, b]}})",
    "sorted": f"{_PAIRS} RETURN a, b ORDER BY a * b DESC",
    "distinct": f"{_PAIRS} RETURN DISTINCT a * 1000000 + b",
    "collected distinct": f"{_PAIRS} RETURN size(collect(DISTINCT a * 1000000 + b))",
    "grouped": f"{_PAIRS} RETURN toString(a) + '-' + toString(b) AS pair, count(*)",
    "long keys": "UNWIND range(1, 10000) AS a WITH collect(a) AS l UNWIND range(1, 100000) AS b "
    "RETURN DISTINCT l + [b]",
    "united": " UNION ".join([f"UNWIND {_MILLION} AS x RETURN x * {n} AS x" for n in range(40)]),
    "paths collected": f"{_PATHS} RETURN collect(p)",
    "nodes crossed": "MATCH (a:Crowd), (b:Crowd), (c:Crowd), (d:Crowd), (e:Crowd), (f:Crowd) "
    "RETURN collect([a, b, c, d, e, f])",
    # all of a processor, row by row
    "pairs counted": f"{_PAIRS} RETURN count(*)",
    "paths counted": f"{_PATHS} RETURN count(p)",
    "paths sorted": f"{_PATHS} RETURN length(p) AS l ORDER BY l DESC LIMIT 5",
    "paths searched": "MATCH (a:Crowd) WHERE NOT EXISTS { (a)-[:NEAR*]-(:Crowd {number: 99}) } "
    "RETURN count(a)",
    "joins counted": f"MATCH {', '.join(f'(:Crowd)-[:NEAR]-(a{n}:Crowd)' for n in range(7))} "
    "RETURN count(*)",
    "subqueries": f"UNWIND {_MILLION} AS a CALL (a) {{ UNWIND {_MILLION} AS b "
    f"CALL (b) {{ UNWIND {_MILLION} AS c RETURN count(c) AS n }} RETURN sum(n) AS m }} "
    "RETURN sum(m)",
    "expressions tried": "UNWIND range(1, 100000) AS n "
    "RETURN n, ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' + n) =~ '(a|aa)+$' AS fits",
    # all of a processor, in one value
    "all in all": f"RETURN all(x IN {_MILLION} WHERE all(y IN {_MILLION} WHERE x + y > 0))",
    "sum of sums": f"RETURN reduce(a = 0, x IN {_MILLION} | "
    f"a + reduce(b = 0, y IN {_MILLION} | b + y))",
    "paths in a list": "MATCH (a:Crowd) RETURN [p = (a)-[:NEAR*]-(b) | length(p)]",
    "expression tried": f"RETURN '{'a' * 60}!' =~ '(a+)+$'",
    # all of a processor, before it begins
    "brackets": f"RETURN {'[' * 3000}1{']' * 3000}",
    "sum written out": f"RETURN {'(1 + ' * 3000}1{')' * 3000}",
    "joins planned": f"MATCH {', '.join(f'(a{n})-[:NEAR]-(a{n + 1})' for n in range(40))} "
    "RETURN count(*)",
}
"""By name."""
FEW: Final = ("list", "list doubled", "sum of sums")
"""After one of these an engine has to be started again, on either engine: by memory or by time."""
