"""What an audit comes to, from the words of the contract (§3, The answer first)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]
RANKS = ("error", "warning", "info")
MOST = 5


def overview(rules: dict[str, Json], findings: Sequence[Json]) -> Json:
    """Breaks, rules and agencies of an audit without waivers; a break by rule, subject, other.

    Args:
        rules: severity and population by rule.
        findings: those of all rules, as the audit lists them.
    """
    return {
        "breaks": _breaks(findings),
        "rules": _rules(rules, findings),
        "agencies": _agencies(findings),
    }


def named(finding: Json) -> list[str | None]:
    """What tells a break from others: its rule, its subject's id, and the other id."""
    other = finding["other"]
    return [finding["rule"], finding["subject"]["id"], other and other["id"]]


def _breaks(findings: Sequence[Json]) -> list[list[str | None]]:
    cutting = [one for one in findings if (one["cut_off"] or 0) > 0]
    for tie in (2, 1, 0):  # the last tie first: sorting is stable
        cutting.sort(key=lambda one: named(one)[tie] or "")  # used at once
    cutting.sort(key=lambda one: one["cut_off"], reverse=True)
    return [named(one) for one in cutting[:MOST]]


def _rules(rules: dict[str, Json], findings: Sequence[Json]) -> list[Json]:
    rows: list[Json] = []
    for rule, about in rules.items():
        found = [one for one in findings if one["rule"] == rule]
        if found:
            cut_off = [one["cut_off"] for one in found if one["cut_off"] is not None]
            rows.append(
                {
                    "id": rule,
                    "findings": len(found),
                    "population": about["population"],
                    "share": _share(found, about["population"]),
                    "cut_off": sum(cut_off) if cut_off else None,
                }
            )
    rows.sort(key=lambda row: row["id"])
    rows.sort(key=lambda row: row["share"], reverse=True)
    rows.sort(key=lambda row: row["cut_off"] or 0, reverse=True)
    rows.sort(key=lambda row: RANKS.index(rules[row["id"]]["severity"]))
    return rows


def _share(found: Sequence[Json], population: int) -> float:
    if population == 0 or found[0]["subject"]["label"] == "Dataset":
        return 1.0
    return min(1.0, round(len(found) / population, 4))


def _agencies(findings: Sequence[Json]) -> list[Json]:
    ids = {one["agency"] for one in findings}
    rows: list[Json] = [
        {"id": agency}
        | {
            rank: sum(one["agency"] == agency and one["severity"] == rank for one in findings)
            for rank in RANKS
        }
        for agency in ids
    ]
    rows.sort(key=lambda row: row["id"] or "")
    for rank in reversed(RANKS):
        rows.sort(key=lambda row: row[rank], reverse=True)
    return [*(row for row in rows if row["id"]), *(row for row in rows if row["id"] is None)]
