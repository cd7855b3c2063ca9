"""The Cypher functions that a free query may call, and the keywords that may precede a bracket.

All functions compute from their arguments alone: none reads a file, opens a connection or writes.
"""

from __future__ import annotations

from typing import Final

_PREDICATES = "all any exists isempty none single"
_SCALARS = """char_length character_length coalesce elementid endnode head id last length nullif
    properties randomuuid size startnode timestamp toboolean tobooleanornull tofloat tofloatornull
    tointeger tointegerornull type valuetype"""
_AGGREGATES = """avg collect count max min percentilecont percentiledisc stdev stdevp sum"""
_LISTS = """keys labels nodes range reduce relationships reverse tail tobooleanlist tofloatlist
    tointegerlist tostringlist"""
_NUMBERS = """abs ceil floor isnan rand round sign e exp log log10 sqrt acos asin atan atan2 cos
    cosh cot coth degrees haversin pi radians sin sinh tan tanh"""
_TEXTS = """btrim left lower ltrim normalize replace right rtrim split substring tolower tostring
    tostringornull toupper trim upper"""
_TIMES = """date datetime duration localdatetime localtime time
    date.realtime date.statement date.transaction date.truncate
    datetime.fromepoch datetime.fromepochmillis datetime.realtime datetime.statement
    datetime.transaction datetime.truncate duration.between duration.indays duration.inmonths
    duration.inseconds localdatetime.realtime localdatetime.statement localdatetime.transaction
    localdatetime.truncate localtime.realtime localtime.statement localtime.transaction
    localtime.truncate time.realtime time.statement time.transaction time.truncate"""
_PLACES = "point point.distance point.withinbbox"
_PATHS = "shortestpath allshortestpaths"

FUNCTIONS: Final = frozenset(
    " ".join(
        (_PREDICATES, _SCALARS, _AGGREGATES, _LISTS, _NUMBERS, _TEXTS, _TIMES, _PLACES, _PATHS)
    ).split()
)
"""Their names, in lower case."""

BEFORE_BRACKET: Final = frozenset(
    {
        "ACYCLIC", "ALL", "AND", "ANY", "AS", "ASC", "ASCENDING", "BINDINGS", "BY", "CALL", "CASE",
        "COLLECT", "CONTAINS", "COUNT", "DESC", "DESCENDING", "DISTINCT", "ELEMENTS", "ELSE",
        "ENDS", "EXISTS", "FILTER", "GROUP", "GROUPS", "IN", "IS", "LIMIT", "MATCH", "NONE", "NOT",
        "ON", "OPTIONAL", "OR", "PATH", "PATHS", "RETURN", "SHORTEST", "SINGLE", "SKIP", "OFFSET",
        "STARTS", "THEN", "TRAIL", "UNION", "UNWIND", "WALK", "WHEN", "WHERE", "WITH", "XOR",
    }
)  # fmt: skip
"""Keywords, in upper case, after which a bracket is not a function call."""
