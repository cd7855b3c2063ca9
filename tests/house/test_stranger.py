"""A stranger adds views, a rule and a format and changes a term, as CONTRIBUTING says.

A view is a module and a query, a rule a query and its cases, a document format a module, a term
lines of the catalogue. Then ``make docs``.
"""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checkouts import TOP, Run, copied_checkout, python_in

STRANGER = Path(__file__).parent / "stranger"
ADDED = ("burden", "helpers")
RULE = "percent-in-name"
FORMAT = "markdown"
CATALOGUE = "kinerja_graph/locale/id/LC_MESSAGES/kinerja.po"
UNITS = [
    {"id": "trantib", "name": "Dinas keamanan dan ketertiban", "results": 3},
    {"id": "dishub", "name": "Dinas Perhubungan", "results": 2},
    {"id": "pu", "name": "Dinas PU", "results": 2},
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with the files of two views, a rule and a format, and with a term changed."""
    here = copied_checkout(tmp_path_factory.mktemp("stranger") / "checkout", "docs/rules")
    for name in ADDED:
        shutil.copy(STRANGER / f"{name}.py", here / "kinerja_graph/views")
        shutil.copy(STRANGER / f"{name}.cypher", here / "cypher/queries")
    shutil.copy(STRANGER / f"{RULE}.cypher", here / "cypher/rules")
    shutil.copy(STRANGER / f"{FORMAT}.py", here / "kinerja_graph/report/formats")
    catalogue = here / CATALOGUE
    told = catalogue.read_text("utf-8")
    assert "temuan" in told
    catalogue.write_text(told.replace("temuan", "catatan audit"), "utf-8")
    return here


@pytest.fixture(scope="module")
def run(checkout: Path) -> Iterator[Run]:
    """Runs Python in that checkout, and ends its engine."""
    with python_in(checkout, columns=80) as call:
        call("tools/messages.py", "--compile")
        for tool in made_by_docs():
            call(f"tools/{tool}")
        call("-m", "kinerja_graph", "load", str(TOP / "examples/traffic-slide"))
        yield call


def made_by_docs() -> list[str]:
    """The tools of ``make docs`` that tell of views and rules."""
    told = (TOP / "Makefile").read_text("utf-8")
    tools = re.findall(r"^\t\$\(BIN\)/python tools/(\w+\.py)$", told, re.MULTILINE)
    return [
        tool
        for tool in tools
        if re.search(
            "VIEWS|COMMANDS|create_app|read_rules", (TOP / "tools" / tool).read_text("utf-8")
        )
    ]


@pytest.fixture(scope="module")
def asked(run: Run, checkout: Path) -> dict[str, Any]:
    """What routes and Python answer."""
    paths = [
        "/burden?least=2",
        "/burden.csv?least=2",
        "/helpers/LALIN",
        "/helpers/LALIN.csv",
        "/helpers/level:0,label:objective",
        "/burden?least=0",
        "/helpers/dishub",
        "/report.md",
        "/report.odt",
        "/explore/report",
    ]
    found: dict[str, Any] = json.loads(run(str(STRANGER / "ask.py"), str(checkout), *paths))
    return found


def test_it_is_a_command(run: Run) -> None:
    assert "burden" in run("-m", "kinerja_graph", "--help")
    assert "--least" in run("-m", "kinerja_graph", "burden", "--help")
    told = json.loads(run("-m", "kinerja_graph", "burden", "--least", "2", "--json"))
    assert told["units"] == UNITS
    shown = run("-m", "kinerja_graph", "burden", "--least", "2")
    assert [word for word in ("dishub", "Dinas Perhubungan", "3 rows") if word not in shown] == []
    one = json.loads(run("-m", "kinerja_graph", "helpers", "LALIN", "--json"))
    many = json.loads(run("-m", "kinerja_graph", "helpers", "label:objective", "--json"))
    assert (one["helpers"][:2], many["selected"]) == (["IKU-01", "IKU-02"], 1)
    run("-m", "kinerja_graph", "helpers", "dishub", code=2)


def test_it_is_a_route(asked: dict[str, Any]) -> None:
    routes = asked["routes"]
    paths = ["/burden", "/burden.csv", "/helpers/{id}"]
    assert asked["paths"] == [*paths, *(f"/v1{path}" for path in paths)]
    assert {path: one["status"] for path, one in routes.items()} == dict.fromkeys(routes, 200) | {
        "/burden?least=0": 422,
        "/helpers/dishub": 400,
        "/report.odt": 422,
    }
    told = json.loads(routes["/burden?least=2"]["text"])
    assert told == {"dataset": told["dataset"], "edition": "1", "units": UNITS}
    rows = list(csv.DictReader(io.StringIO(routes["/burden.csv?least=2"]["text"])))
    assert rows == [{key: str(value) for key, value in unit.items()} for unit in UNITS]
    assert json.loads(routes["/helpers/LALIN"]["text"])["helpers"][:2] == ["IKU-01", "IKU-02"]
    assert routes["/helpers/LALIN.csv"]["text"].splitlines()[:2] == ["id", "IKU-01"]
    several = json.loads(routes["/helpers/level:0,label:objective"]["text"])
    assert (several["selected"], len(several["answers"])) == (1, 1)


def test_it_is_a_tool_of_assistants(asked: dict[str, Any]) -> None:
    assert asked["tools"].keys() == {"burden", "helpers"}
    assert "least" in asked["tools"]["burden"]
    assert "id" in asked["tools"]["helpers"]


def test_it_is_a_method(asked: dict[str, Any]) -> None:
    assert (asked["class"], asked["burden"]["units"], asked["rows"]) == ("Burden", UNITS, UNITS)
    assert asked["signature"] == "(self, *, least: 'int' = 1) -> 'View[Burden]'"
    assert (asked["helpers"][0], asked["each"], asked["frame"]) == (
        "IKU-01", 1, ["id", "name", "results"],
    )  # fmt: skip
    assert asked["graph"] == sorted(asked["helpers"])


def test_it_is_in_the_pages(run: Run, checkout: Path) -> None:
    assert callable(run)
    for page in ("commands.md", "perintah.md", "views.md", "api.md"):
        told = (checkout / "docs/reference" / page).read_text("utf-8")
        assert "burden" in told, page
        assert "helpers" in told, page


def test_a_document_format_of_one_file_is_written(
    run: Run, asked: dict[str, Any], tmp_path: Path
) -> None:
    told = json.loads(run("-m", "kinerja_graph", "report", "--json", "--out", f"{tmp_path}/a.md"))
    assert (told["format"], told["failed"]) == ("md", [])
    page = (tmp_path / "a.md").read_text("utf-8")
    assert page.startswith("# ")
    assert "| Dinas Perhubungan" in page
    assert ".xlsx, .md" in run("-m", "kinerja_graph", "report", "--help")
    run("-m", "kinerja_graph", "report", "--out", f"{tmp_path}/a.odt", code=2)
    sent = asked["routes"]["/report.md"]
    assert (sent["type"], sent["text"][:2]) == ("text/markdown; charset=utf-8", "# ")
    assert "Markdown" in asked["routes"]["/explore/report"]["text"]


def test_a_document_format_costs_the_help_nothing(run: Run) -> None:
    code = (
        "import sys; from kinerja_graph.cli.app import main; main(['report', '--help']); "
        "print([name for name in sys.modules if name == 'kinerja_graph.report.document'])"
    )
    told = run("-c", code).splitlines()
    assert ".xlsx, .md" in "".join(told)
    assert told[-1] == "[]"


def test_a_document_format_is_in_the_pages(run: Run, checkout: Path) -> None:
    assert callable(run)
    for page, told in (("commands.md", ".xlsx, .md"), ("perintah.md", ".xlsx, .md"),
                       ("api.md", "`xlsx` or `md`")):  # fmt: skip
        assert told in (checkout / "docs/reference" / page).read_text("utf-8"), page


def test_a_rule_of_two_files_is_listed_run_and_told(run: Run, checkout: Path) -> None:
    assert RULE in run("-m", "kinerja_graph", "rules", "list")
    told = json.loads(run("-m", "kinerja_graph", "audit", "--rule", RULE, "--json"))
    assert sorted(one["subject"]["id"] for one in told["findings"]) == [
        "IKU-01", "IKU-02", "IKU-05", "IKU-06", "IKU-07",
    ]  # fmt: skip
    assert {one["message"] for one in told["findings"] if one["subject"]["id"] == "IKU-01"} == {
        "The name of «% angkutan umum yang laik jalan» (IKU-01) begins with a percent sign."
    }
    assert "Unit before the name" in (checkout / f"docs/rules/{RULE}.md").read_text("utf-8")
    assert RULE in (checkout / "docs/rules/README.md").read_text("utf-8")


def test_the_cases_of_the_rule_hold(run: Run, tmp_path: Path) -> None:
    own = "percent-of-ours"  # a folder of a user holds rules of other names than the shipped ones
    for ending in ("cypher", "yaml"):
        text = (STRANGER / f"{RULE}.{ending}").read_text("utf-8")
        (tmp_path / f"{own}.{ending}").write_text(text.replace(RULE, own), "utf-8")
    assert "2" in run("-m", "kinerja_graph", "rules", "test", str(tmp_path))


def test_a_term_changes_in_the_catalogue_alone(run: Run) -> None:
    shown = run("-m", "kinerja_graph", "audit", "--rule", RULE, "--lang", "id")
    assert "catatan audit" in shown
    assert "temuan" not in shown
