"""The page of the country: what the Parquet files of the last run say, put together by DuckDB."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kinerja_graph.files import WrittenFile, write_whole
from kinerja_graph.fleet.provinces import Provinces
from kinerja_graph.fleet.query import opened_results
from kinerja_graph.report.country_page import (
    Country,
    Government,
    RuleOfCountry,
    Standing,
    country_page,
)
from kinerja_graph.texts import Language
from kinerja_graph.workflow.rule_sets import default_rule_set

INDEX: Final = "index.html"
MOST: Final = 20
"""So many governments are named for each rule."""
_RECORDS: Final = "coalesce(tasks, 0) + coalesce(indicators, 0) + coalesce(objectives, 0)"
_EDITIONS: Final = f"""
SELECT dataset, edition, name, status, why, errors, warnings, infos, tasks, tasks_whole, indicators,
       indicators_whole, {_RECORDS} AS records, report, picture, as_of
FROM governments
ORDER BY dataset, why IS NULL, first_loaded NULLS FIRST, as_of NULLS FIRST, edition, source
"""  # noqa: S608  # columns of ours
"""Every edition, the newest of each dataset last; what was not audited comes before."""
_FOUND: Final = """
CREATE TABLE found AS
SELECT rule, any_value(severity) AS severity, dataset, max(findings) AS findings
FROM rules SEMI JOIN newest USING (dataset, edition)
WHERE findings > 0
GROUP BY rule, dataset
"""
"""What each rule finds in the newest edition of each dataset; one in two databases counts once."""
_RULES: Final = """
SELECT rule, any_value(severity) AS severity, count(*) AS governments, sum(findings) AS findings
FROM found
GROUP BY rule
ORDER BY CASE any_value(severity) WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         governments DESC, findings DESC, rule
"""
_WHERE_FOUND: Final = "SELECT * FROM found ORDER BY rule, findings DESC, dataset"


def write_country_page(
    folder: Path, provinces: Provinces, language: Language, *, made: datetime
) -> WrittenFile:
    """Write the page of the last run in ``folder`` into it; return its path and size.

    Raises:
        UsageError: there are no results, or the page cannot be written.
    """
    country = read_country(folder, provinces)
    titles = {rule.id: rule.title.say(language) for rule in default_rule_set().library}
    page = country_page(country, titles, language, made=made)
    return write_whole(folder / INDEX, page)


def read_country(folder: Path, provinces: Provinces) -> Country:
    """Return what the results of the last run say of the country.

    Raises:
        UsageError: there are no results in this folder, or the extra is missing.
    """
    with opened_results(folder) as connection:
        by_dataset: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in _rows(connection, _EDITIONS):
            by_dataset[row["dataset"]].append(row)
        connection.execute("CREATE TABLE newest (dataset VARCHAR, edition VARCHAR)")
        newest = [(name, editions[-1]["edition"]) for name, editions in by_dataset.items()]
        if newest:
            connection.executemany("INSERT INTO newest VALUES (?, ?)", newest)
        connection.execute(_FOUND)
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for row in _rows(connection, _WHERE_FOUND):
            found[row["rule"]].append((row["dataset"], int(row["findings"])))
        rules = tuple(
            RuleOfCountry(
                id=row["rule"],
                severity=row["severity"],
                governments=row["governments"],
                findings=int(row["findings"]),
                most=tuple(found[row["rule"]][:MOST]),
            )
            for row in _rows(connection, _RULES)
        )
    governments = tuple(
        _government(name, editions, provinces) for name, editions in sorted(by_dataset.items())
    )
    return Country(governments=governments, rules=rules)


def _government(
    dataset: str, editions: Sequence[Mapping[str, Any]], provinces: Provinces
) -> Government:
    """Return a government with its editions, the newest last; refused ones only if all were."""
    audited = {row["edition"]: row for row in editions if row["why"] is None}
    last = editions[-1]
    return Government(
        dataset=dataset,
        name=last["name"] or dataset,
        province=provinces(dataset),
        why=tuple(row["why"] for row in editions if row["why"] is not None),
        is_complete=last["status"] != "incomplete",
        editions=tuple(
            Standing(
                edition=row["edition"],
                errors=row["errors"],
                warnings=row["warnings"],
                infos=row["infos"],
                tasks=row["tasks"] or 0,
                tasks_whole=row["tasks_whole"] or 0,
                indicators=row["indicators"] or 0,
                indicators_whole=row["indicators_whole"] or 0,
                records=row["records"],
                as_of=row["as_of"],
                pages={kind: row[kind] for kind in ("report", "picture") if row[kind]},
            )
            for row in audited.values()
        ),
    )


def _rows(connection: Any, statement: str) -> list[dict[str, Any]]:
    found = connection.execute(statement)
    names = [one[0] for one in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
