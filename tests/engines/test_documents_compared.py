"""``documents``: the worked example of the forms, and what a selector lists, on both engines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import Done, run

from kinerja_graph.analysis.documents import Documents, Only
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.waiver import Waiver
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read, read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import every_document, find_edition
from kinerja_graph.workflow.auditing import AuditOptions, audit_all, audit_loaded
from kinerja_graph.workflow.documents import compare_loaded
from kinerja_graph.workflow.history import only_follow_ups
from kinerja_graph.workflow.plan import Plan
from kinerja_graph.workflow.rule_sets import default_rule_set

SLIDES = Path(__file__).parents[2] / "examples" / "slides"
UNITS = ("pemda", "dishub", "trantib", "pu")
AGREEMENT = (
    ("IKU-01", "% angkutan umum yang laik jalan", "1", "dishub", "persen"),
    ("PK-5", "Persentase PKL yang berhasil direlokasi ke area tertib", "1", "trantib", "%"),
    ("IKU-06", "% ruas jalan dalam keadaan baik", "2", "pu", "%"),
    ("PK-9", "Jumlah rambu terpasang", "1", "dishub", "buah"),
)
Asked = Callable[..., Documents]


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    """A performance agreement as a folder of tables: units of the slides and four indicators."""
    folder = tmp_path / "pk"
    folder.mkdir()
    with (SLIDES / "units.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines) if row[0] in {"id", *UNITS}]
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    with (folder / "indicators.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("id", "name", "level", "owner", "measure_unit"))
        writer.writerows(AGREEMENT)
    return folder


@pytest.fixture
def asked(store: Store, settings: Settings, dataset: str, agreement: Path) -> Iterator[Asked]:
    """Compares the slides with the agreement loaded beside them."""
    for folder, document in ((SLIDES, None), (agreement, "pk")):
        found = read(folder, settings=settings, dataset=dataset, edition="1", document=document)
        assert found.cascade is not None, found.problems
        load(store, found.cascade, settings=settings)

    def ask(selector: str | None = None, only: Only | None = None) -> Documents:
        meant = EditionRef(dataset)
        return compare_loaded(store, every_document(store), meant, selector=selector, only=only)

    yield ask
    drop(store, dataset, settings=settings)


def test_the_worked_example(asked: Asked, dataset: str) -> None:
    answer = as_json(asked())
    assert list(answer) == ["dataset", "edition", "documents", "groups", "ambiguous", "summary"]
    assert (answer["dataset"], answer["edition"]) == (dataset, "1")
    assert answer["documents"] == [
        {"document": "plan", "indicators": 13, "in_plan": None, "aligned": None, "word": None},
        {"document": "pk", "indicators": 4, "in_plan": 3, "aligned": 2, "word": "sebagian"},
    ]
    assert answer["summary"] == {
        "groups": 14,
        "shared": 3,
        "agree": 2,
        "disagree": 1,
        "single": 11,
        "ambiguous": 0,
        "outside_cascade": 1,
    }
    assert answer["ambiguous"] == []
    groups = {one["id"]: one for one in answer["groups"]}
    assert list(groups) == sorted(groups)
    assert groups["IKU-05"] == {
        "id": "IKU-05",
        "name": "% PKL yang berhasil direlokasi ke area tertib",
        "level": 1,
        "agencies": ["trantib"],
        "matched_by": "name",
        "documents": {"plan": "IKU-05", "pk": "PK-5"},
        "disagreements": [],
    }
    assert groups["IKU-06"] == {
        "id": "IKU-06",
        "name": "% ruas jalan dalam keadaan baik",
        "level": 1,
        "agencies": ["pu"],
        "matched_by": "id",
        "documents": {"plan": "IKU-06", "pk": "IKU-06"},
        "disagreements": [
            {
                "field": "level",
                "year": None,
                "values": [
                    {
                        "value": 1,
                        "cells": [
                            {
                                "document": "plan",
                                "id": "IKU-06",
                                "origin": "indicators.csv!7",
                                "column": "level",
                            }
                        ],
                    },
                    {
                        "value": 2,
                        "cells": [
                            {
                                "document": "pk",
                                "id": "IKU-06",
                                "origin": "indicators.csv!4",
                                "column": "level",
                            }
                        ],
                    },
                ],
            }
        ],
    }
    outside = [one["id"] for one in answer["groups"] if "plan" not in one["documents"]]
    assert outside == ["PK-9"]


@pytest.mark.parametrize(
    ("selector", "only", "ids"),
    [
        ("PK-5", None, ["IKU-05"]),
        ("IKU-01 PK-9", None, ["IKU-01", "PK-9"]),
        ("level:2", None, ["IKU-06"]),
        ("agency:pu", "disagree", ["IKU-06"]),
        ("agency:dishub", "outside", ["PK-9"]),
        ("agency:polri,level:1 IKU-06", "single", ["IKU-08"]),
        ("tag:tidak-ada +PK-9", "single", ["PK-9"]),
    ],
)
def test_a_selector_picks_groups_by_records_of_any_document(
    asked: Asked, selector: str, only: Only | None, ids: list[str]
) -> None:
    answer = asked(selector, only)
    assert [one.id for one in answer.groups] == ids
    assert answer.summary.groups == 14, "the summary is of the whole edition"


@pytest.mark.parametrize(
    ("selector", "code"),
    [("IKU-99", "unknown-id"), ("level:1 IKU-99", "unknown-id"), ("LALIN", "nothing-selected"),
     ("level:5", "nothing-selected"), ("level:", "bad-selector")],
)  # fmt: skip
def test_a_selector_that_fits_no_document_is_refused(
    asked: Asked, selector: str, code: str
) -> None:
    with pytest.raises(UsageError) as refused:
        asked(selector)
    assert refused.value.code == code


def test_one_document_alone_is_refused(store: Store, settings: Settings, dataset: str) -> None:
    found = read(SLIDES, settings=settings, dataset=dataset, edition="1")
    assert found.cascade is not None
    load(store, found.cascade, settings=settings)
    try:
        with pytest.raises(UsageError) as refused:
            compare_loaded(store, every_document(store), EditionRef(dataset))
        assert refused.value.code == "one-document"
        assert "--document" in refused.value.mend.en
    finally:
        drop(store, dataset, settings=settings)


def test_owners_levels_and_targets_have_the_cells_that_state_them(
    store: Store, settings: Settings, dataset: str
) -> None:
    """Of documents without plan: nothing is in or outside a cascade."""
    posts = [{"id": f"kadis{one}", "name": f"Kadis {one}", "unit": "dishub"} for one in (1, 2)]
    values = [{"indicator": "I", "year": 2026, "target": 5}]
    objective = {"id": "S", "name": "Lancar", "level": 1, "owner": "kadis1"}
    tables: dict[str, dict[str, Any]] = {
        "renja": {
            "objectives": [objective],
            "indicators": [{"id": "I", "name": "Waktu tempuh", "objective": "S"}],
            "values": [*values, {"indicator": "I", "year": 2026, "period": "Q1", "target": 1}],
        },
        "pk": {
            "indicators": [
                {
                    "id": "I",
                    "name": "Waktu  Tempuh",
                    "level": 2,
                    "owner": "kadis2; dishub",
                    "polarity": "range",
                }
            ],
            "values": [
                {"indicator": "I", "year": 2026, "period": "Q1", "target": "2-3"},
                {"indicator": "I", "year": 2026, "target": "5-6"},
            ],
        },
    }
    try:
        for code, held in tables.items():
            table = {
                "dataset": [{"dataset": dataset, "edition": "1", "document": code}],
                "units": [{"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"}],
                "positions": posts,
                **held,
            }
            found = read_document(table, name=f"{code}.json", settings=settings)
            assert found.cascade is not None, found.problems
            load(store, found.cascade, settings=settings)
        answer = as_json(compare_loaded(store, every_document(store), EditionRef(dataset)))
    finally:
        with suppress(UsageError):
            drop(store, dataset, settings=settings)
    assert [one["in_plan"] for one in answer["documents"]] == [None, None]
    assert answer["summary"]["outside_cascade"] is None
    told = {
        (one["field"], one["year"]): [
            (value["value"], *cell.values()) for value in one["values"] for cell in value["cells"]
        ]
        for one in answer["groups"][0]["disagreements"]
    }
    assert told == {
        ("level", None): [
            (1, "renja", "S", "renja.json!objectives!2", "level"),
            (2, "pk", "I", "pk.json!indicators!2", "level"),
        ],
        ("owner", None): [
            (["Kadis 1"], "renja", "S", "renja.json!objectives!2", "owner"),
            (["Kadis 2"], "pk", "I", "pk.json!indicators!2", "owner"),
        ],
        ("target", 2026): [
            (5.0, "renja", "I", "renja.json!values!2", "target"),
            ([5.0, 6.0], "pk", "I", "pk.json!values!3", "target"),
        ],
        ("period_target", "2026Q1"): [
            (1.0, "renja", "I", "renja.json!values!3", "target"),
            ([2.0, 3.0], "pk", "I", "pk.json!values!2", "target"),
        ],
    }


@pytest.fixture
def told(engine_settings: Settings, asked: Asked, dataset: str) -> Callable[..., Done]:
    """Runs the command on the slides and the agreement."""
    del asked
    address: dict[str, Any] = {
        "KINERJA_URL": engine_settings.url,
        "KINERJA_USER": engine_settings.user,
        "KINERJA_PASSWORD": engine_settings.password,
        "KINERJA_DATABASE": engine_settings.database,
    }

    def tell(*words: str, language: str = "en") -> Done:
        words = ("documents", *words, "--dataset", dataset)
        return run(engine_settings.home, *words, language=language, **address)

    return tell


def test_the_command_lists_and_writes_them(
    told: Callable[..., Done], asked: Asked, tmp_path: Path
) -> None:
    assert json.loads(told("--json").out) == as_json(asked())
    shown = " ".join(told().out.split())
    assert "level: 1 (plan indicators.csv!7 level) ≠ 2 (pk indicators.csv!4 level)" in shown
    assert "pk 4 3 2 partly aligned" in shown
    assert "1 not in the plan (--only outside): Jumlah rambu terpasang (PK-9)" in shown
    assert "pk 4 3 2 sebagian selaras" in " ".join(told(language="id").out.split())
    listed = told("--only", "outside").out
    assert ("PK-9" in listed, "IKU-06" in listed) == (True, False)
    refused = told("--out", "berkas.ods")
    assert (refused.code, refused.out) == (2, "")
    table, book = tmp_path / "dokumen.csv", tmp_path / "dokumen.xlsx"
    assert told("--only", "disagree", "--out", str(table), "--fail-on", "never").code == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert [(row["field"], row["document"], row["value"], row["origin"]) for row in rows] == [
        ("level", "plan", "1", "indicators.csv!7"),
        ("level", "pk", "2", "indicators.csv!4"),
    ]
    assert rows[0]["agencies"] == "pu"
    assert rows[0]["documents"] == "plan: IKU-06;pk: IKU-06"
    assert told("--out", str(book), language="id").code == 1
    sheets = openpyxl.load_workbook(book)
    assert [sheet.max_row for sheet in sheets.worksheets] == [3, 16, 1]
    assert [cell.value for cell in sheets.worksheets[0][3]] == ["pk", 4, 3, 2, "sebagian selaras"]
    cells = [[cell.value for cell in row] for row in sheets.worksheets[1].rows if row[6].value]
    assert [(row[5], row[6], row[9]) for row in cells[1:]] == [
        ("plan: IKU-06; pk: IKU-06", "tingkat", 1),
        ("plan: IKU-06; pk: IKU-06", "tingkat", 2),
    ]


def test_the_command_ends_with_the_code_of_its_rules(told: Callable[..., Done]) -> None:
    assert told("--json").code == 1, "the error document-disagrees is found"
    assert told("IKU-01", "--json").code == 1, "whatever is listed"
    limits = {
        "never": 0, "warning": 1, "document-disagrees:33": 1, "document-disagrees:34": 0,
        "document-outside-cascade:25": 1, "document-outside-cascade:26": 0,
    }  # fmt: skip
    assert {limit: told("--json", "--fail-on", limit).code for limit in limits} == limits
    refused = told("--fail-on", "missing-formula:5")
    assert (refused.code, refused.out) == (2, "")


def test_a_plan_gives_the_same_answer(
    engine_settings: Settings, asked: Asked, dataset: str
) -> None:
    plan = Plan(dataset, settings=engine_settings)
    view = plan.documents()
    assert view.data == as_json(asked())
    assert [row["id"] for row in plan.documents("agency:pu", only="disagree").rows] == ["IKU-06"]
    with plan:
        assert plan.documents(only="outside").answer == asked(only="outside")
    assert "PK-9" in view._repr_html_() or view.draw().page


RULES = (
    "ambiguous-match", "document-disagrees", "document-outside-cascade", "only-in-one-document",
)  # fmt: skip
ORDER = AuditOptions(default_rule_set(), only_follow_ups(()))


def runs_of(audit: Audit) -> dict[str, tuple[str, int, int]]:
    """What became of the rules about documents."""
    return {
        one.id: (one.status, one.population, one.findings) for one in audit.rules if one.id in RULES
    }


def test_an_audit_of_the_worked_example(
    store: Store, settings: Settings, asked: Asked, dataset: str
) -> None:
    """One finding of each of two rules, beside those of the plan alone."""
    assert asked().summary.disagree == 1
    found = audit_loaded(store, find_edition(store, EditionRef(dataset)), ORDER)
    assert runs_of(found.audit) == {
        "ambiguous-match": ("ran", 3, 0),
        "document-disagrees": ("ran", 3, 1),
        "document-outside-cascade": ("ran", 4, 1),
        "only-in-one-document": ("not-applicable", 0, 0),
    }
    disagrees, outside = (as_json(one, "id") for one in found.audit.findings if one.rule in RULES)
    assert (disagrees["rule"], disagrees["severity"]) == ("document-disagrees", "error")
    assert disagrees["subject"] == {
        "label": "Indicator", "id": "IKU-06", "name": "% ruas jalan dalam keadaan baik",
    }  # fmt: skip
    assert disagrees["data"] == {
        "document": "plan", "documents": ["plan", "pk"], "fields": ["level"],
    }  # fmt: skip
    assert disagrees["message"] == (
        "Dokumen plan dan pk berbeda tentang indikator «% ruas jalan dalam keadaan baik» (IKU-06): "
        "tingkat: 1 (plan indicators.csv!7 level) ≠ 2 (pk indicators.csv!4 level)."
    )
    assert (disagrees["agency"], disagrees["origin"]) == ("pu", "indicators.csv!7")
    assert (outside["rule"], outside["severity"]) == ("document-outside-cascade", "warning")
    assert outside["subject"] == {
        "label": "Indicator", "id": "PK-9", "name": "Jumlah rambu terpasang",
    }  # fmt: skip
    assert outside["data"] == {"document": "pk", "documents": ["pk"]}
    assert (outside["agency"], outside["origin"]) == ("dishub", "indicators.csv!5")
    assert found.agencies["dishub"] == "Dinas Perhubungan"
    alone = found.audit.summary()
    drop(store, dataset, "1", "pk", settings=settings)
    plan = audit_loaded(store, find_edition(store, EditionRef(dataset)), ORDER).audit
    assert {status for status, _of, _found in runs_of(plan).values()} == {"not-applicable"}
    assert plan.summary()["error"] == alone["error"] - 1
    assert plan.summary()["warning"] == alone["warning"] - 1


def test_a_document_that_was_chosen_is_audited_alone(
    store: Store, asked: Asked, dataset: str
) -> None:
    asked()
    chosen = find_edition(store, EditionRef(dataset, document="pk"))
    found = audit_loaded(store, chosen, ORDER).audit
    assert {status for status, _of, _found in runs_of(found).values()} == {"not-applicable"}
    assert any(one.status == "ran" for one in found.rules)


def test_documents_without_plan_are_audited_together(
    engine_settings: Settings, store: Store, settings: Settings, asked: Asked, dataset: str
) -> None:
    """By the rules about documents alone; any other command needs to know which one is meant."""
    asked()
    drop(store, dataset, "1", "plan", settings=settings)
    other = read(SLIDES, settings=settings, dataset=dataset, edition="1", document="iku")
    assert other.cascade is not None
    load(store, other.cascade, settings=settings)

    def told(*words: str) -> Done:
        return run(
            engine_settings.home,
            *words,
            KINERJA_URL=engine_settings.url,
            KINERJA_USER=engine_settings.user,
            KINERJA_PASSWORD=engine_settings.password,
            KINERJA_DATABASE=engine_settings.database,
        )

    done = told("audit", "--dataset", dataset, "--json")
    audit = json.loads(done.out)
    assert done.code == 1
    assert [one["id"] for one in audit["rules"]] == list(RULES)
    assert "completeness" not in audit
    assert {one["id"]: (one["status"], one["population"]) for one in audit["rules"]} == {
        "ambiguous-match": ("ran", 3),
        "document-disagrees": ("ran", 3),
        "document-outside-cascade": ("not-applicable", 0),
        "only-in-one-document": ("ran", 4),
    }
    assert [(one["rule"], one["subject"]["id"], one["data"]) for one in audit["findings"]] == [
        (
            "document-disagrees",
            "IKU-06",
            {"document": "iku", "documents": ["iku", "pk"], "fields": ["level"]},
        ),
        ("only-in-one-document", "PK-9", {"document": "pk", "documents": ["pk"]}),
    ]
    shown = told("audit", "--dataset", dataset, "--findings")
    assert "PK-9" in shown.out, shown.err
    assert told("audit", "--dataset", dataset).code == 1
    together = audit_all(store, ORDER)
    (mine,) = (one for one in together.audited if one.edition.dataset == dataset)
    assert list(runs_of(mine.audit)) == [one.id for one in mine.audit.rules] == list(RULES)
    refused = told("trace", "IKU-06", "--dataset", dataset)
    assert (refused.code, "--document" in refused.err) == (2, True)


def test_a_rule_about_documents_can_be_waived_and_selected(
    store: Store, asked: Asked, dataset: str
) -> None:
    assert [one.id for one in asked("rule:document-disagrees").groups] == ["IKU-06"]
    waiver = Waiver(
        rule="document-outside-cascade", subject="PK-9", reason="baru", until=date(2099, 1, 1),
        by="Bappeda", line=1,
    )  # fmt: skip
    history = replace(only_follow_ups(()), waivers=(waiver,))
    order = AuditOptions(default_rule_set(RULES), history)
    found = audit_loaded(store, find_edition(store, EditionRef(dataset)), order).audit
    assert {one.rule: one.status for one in found.findings} == {
        "document-disagrees": "new",
        "document-outside-cascade": "waived",
    }
