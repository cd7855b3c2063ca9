"""The gate that every rule file passes, the product's own and those of users."""

import shutil
from pathlib import Path

import pytest

from kinerja_graph.errors import LibraryError
from kinerja_graph.library.locate import library_folder
from kinerja_graph.library.queries import named, names, read_statement, schema
from kinerja_graph.library.rules import CATEGORIES, SEVERITIES, load_rules, read_rules

OWN = """// ---
// id: own-rule
// severity: warning
// category: level
// title: {id: Judul, en: Title}
// what: {id: Apa, en: What}
// why: {id: Mengapa, en: Why}
// mend: {id: "Perbaiki {subject}", en: "Mend {subject} of {agency}"}
// message: {id: "{subject} salah, batas {limit}", en: "{subject} is wrong, {many} over {limit}"}
// example: {before: {id: a, en: b}, after: {id: c, en: d}}
// limits: {id: Batas, en: Limits}
// source: [{text: Praktik, about: {id: e, en: f}}]
// anchor: [Indicator]
// columns: {id: str, many: int}
// identity: [id]
// population: population-indicators
// parameters: {limit: {type: int, default: 5, meaning: {id: g, en: h}}}
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level > $limit
RETURN i.id AS id, i.level AS many
"""
COUNT = """// ---
// name: population-own
// what: counts
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope}) WHERE i.kind = 'output' RETURN count(i) AS population
"""


def rule_at(folder: Path, text: str = OWN, name: str = "own-rule") -> Path:
    path = folder / f"{name}.cypher"
    path.write_text(text, "utf-8")
    return path


def refusal(folder: Path, old: str, new: str) -> LibraryError:
    assert old in OWN
    rule_at(folder, OWN.replace(old, new))
    with pytest.raises(LibraryError) as caught:
        read_rules(folder)
    return caught.value


def test_the_products_rules_are_sorted_and_complete() -> None:
    rules = load_rules()
    ids = [rule.id for rule in rules]
    assert ids == sorted(ids)
    assert ids == sorted(path.stem for path in library_folder("rules").glob("*.cypher"))
    for rule in rules:
        assert rule.severity in SEVERITIES
        assert rule.category in CATEGORIES
        assert rule.references
        assert not rule.statement.writes
        assert "scope" in rule.statement.parameters or rule.reads_documents


def test_sources_that_are_no_regulations_have_a_name_in_each_language() -> None:
    names = {source.name for rule in load_rules() for source in rule.sources}
    one = {name.en for name in names if name.id == name.en}
    assert all(name.startswith("PermenPANRB ") for name in one)
    assert len({name.en for name in names} - one) == len(names) - len(one)


def test_a_source_may_have_two_names_and_findings_cite_the_indonesian_one(tmp_path: Path) -> None:
    rule_at(tmp_path, text=OWN.replace("text: Praktik", "text: {id: Praktik, en: Practice}"))
    (rule,) = read_rules(tmp_path)
    assert [source.name.en for source in rule.sources] == ["Practice"]
    assert rule.references == ("Praktik",)


def test_every_named_query_keeps_to_its_header() -> None:
    for name in names():
        assert named(name).columns
        assert not named(name).writes


def test_every_statement_of_the_schema_keeps_to_its_header() -> None:
    stems = [path.stem for path in library_folder("schema").glob("*.cypher")]
    assert stems
    for stem in stems:
        assert schema(stem).text


def test_a_rule_of_a_user(tmp_path: Path) -> None:
    rule_at(tmp_path)
    (rule,) = read_rules(tmp_path)
    assert rule.id == "own-rule"
    assert rule.parameters["limit"].default == 5
    assert rule.statement.parameters == {"limit", "scope"}
    assert dict(rule.statement.columns) == {"id": "str", "many": "int"}
    assert rule.message.say("id", subject="A", limit=5) == "A salah, batas 5"
    assert not rule.has_other
    assert rule in load_rules(tmp_path)
    assert len(load_rules(tmp_path)) == len(load_rules()) + 1


def test_a_user_may_bring_a_counting_query(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "population-own.cypher").write_text(COUNT, "utf-8")
    rule_at(tmp_path, OWN.replace("population-indicators", "population-own"))
    (rule,) = read_rules(tmp_path)
    assert "output" in rule.population.text


def test_the_years_of_the_edition_need_no_declaration(tmp_path: Path) -> None:
    text = OWN.replace("i.level > $limit", "i.level > $limit AND $as_of > $first_year")
    rule_at(tmp_path, text)
    (rule,) = read_rules(tmp_path)
    assert rule.statement.parameters == {"limit", "scope", "as_of", "first_year"}


def test_an_id_of_the_product_is_taken(tmp_path: Path) -> None:
    rule_at(tmp_path, OWN.replace("own-rule", "detached-task"), "detached-task")
    with pytest.raises(LibraryError, match="is already used by") as caught:
        load_rules(tmp_path)
    assert caught.value.where == f"{tmp_path / 'detached-task.cypher'}:2"


def test_all_keys_of_a_header_that_lack_or_are_unknown_are_told_at_once(tmp_path: Path) -> None:
    text = OWN.replace("severity:", "severty:").replace("// since: 0.1.0\n", "// colour: red\n")
    rule_at(tmp_path, text, "own-rule")
    with pytest.raises(LibraryError) as caught:
        load_rules(tmp_path)
    assert caught.value.what.en == "Unknown keys: severty, colour. Missing keys: severity, since."
    assert caught.value.where.endswith(":3")
    assert "Tambahkan ke header: severity, since; kinerja rules new ID" in caught.value.mend.id


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no such folder"):
        load_rules(tmp_path / "none")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("// since: 0.1.0\n", "", 1, "Missing keys: since."),
        ("// since: 0.1.0", "// since: 0.1.0\n// colour: red", 19, "Unknown keys: colour."),
        ("id: own-rule", "id: other-rule", 2, "id does not"),
        ("severity: warning", "severity: grave", 3, "severity does not"),
        ("category: level", "category: levels", 4, "category does not"),
        ("title: {id: Judul, en: Title}", "title: Judul", 5, "title does not"),
        ("title: {id: Judul, en: Title}", "title: {id: Judul}", 5, "title does not"),
        ("title: {id: Judul, en: Title}", "title: {id: Judul, en: ''}", 5, "title does not"),
        ("{agency}", "{owner}", 8, "{owner} is unknown"),
        ("{agency}", "{agency!r}", 8, "{agency} is unknown"),
        ("{agency}", "{agency", 8, "mend does not"),
        ("after: {id: c, en: d}", "after: {id: c}", 10, "example does not"),
        ("source: [{text: Praktik, about: {id: e, en: f}}]", "source: []", 12, "source does not"),
        ("anchor: [Indicator]", "anchor: [Indikator]", 13, "anchor does not"),
        ("anchor: [Indicator]", "anchor: []", 13, "anchor does not"),
        ("anchor: [Indicator]", "anchor: [Indicator, Task]", 14, "columns does not"),
        ("anchor: [Indicator]", "anchor: [Edition]", 13, "anchor does not"),
        ("many: int}", "many: number}", 14, "columns does not"),
        ("many: int}", "many: int, other_id: str}", 14, "columns does not"),
        ("identity: [id]", "identity: [many]", 15, "identity does not"),
        ("identity: [id]", "identity: [id, other_id]", 15, "identity does not"),
        ("population-indicators", "population-nothing", 16, "no query population-nothing"),
        ("population-indicators", "describe-unit", 16, "is not a counting query"),
        ("since", "needs: population-tasks\n// since", 18, "needs does not"),
        ("type: int", "type: integer", 17, "limit is not complete"),
        ("default: 5", "default: five", 17, "limit is not complete"),
        ("default: 5", "default: true", 17, "limit is not complete"),
        ("since", "below: {id: p, en: q}\n// since", 18, "below does not"),
        ("> $limit", "> $border", 21, "$border is not declared"),
        ("> $limit", "> 5", 17, "limit is not used"),
        ("AS many", "AS much", 22, "RETURN gives id, much"),
        ("RETURN i.id AS id, i.level AS many", "", 20, "RETURN gives -"),
        (":Indicator", ":Indikator", 20, "Label Indikator"),
        ("i.level >", "i.niveau >", 21, "Property niveau"),
        ("{scope: $scope}", "{schope: $scope}", 20, "Property schope"),
        ("WHERE i.level", "WHERE (i)-[:CAUSES]->() AND i.level", 21, "type CAUSES"),
        ("WHERE i.level", "WHERE (i)-[:OWNS|CAUSES*1..3]->() AND i.level", 21, "type CAUSES"),
        ("WHERE i.level", "WHERE (i:Indicator|Tugas) AND i.level", 21, "Label Tugas"),
        ("WHERE i.level", "WHERE i:Tugas AND i.level", 21, "Label Tugas"),
        ("WHERE i.level", "WHERE (i)-[{weigth: 1}]->() AND i.level", 21, "Property weigth"),
        ("WHERE i.level", "MATCH (i)-[e:OWNS]-(x) WHERE x.nama = e.kind AND i.level", 21, "nama"),
        ("columns: {id: str, many: int}", "columns: [id]", 14, "columns does not"),
        ("identity: [id]", "identity: [1]", 15, "identity does not"),
        ("since", "whole: maybe\n// since", 18, "whole does not"),
        ("since", "top_first: maybe\n// since", 18, "top_first does not"),
        ("since", "top_first: true\n// since", 18, "top_first does not agree"),
        ("WHERE", "SET i.level = 0 WITH i WHERE", 21, "The word SET"),
        ("WHERE", "MERGE (x:Task {scope: $scope}) WITH i WHERE", 21, "The word MERGE"),
        ("WHERE", "detach DELETE i WITH i WHERE", 21, "The word detach"),
        ("WHERE", "CALL db.labels() YIELD label WITH i WHERE", 21, "The word CALL"),
        ("WHERE", "CALL (i) { CREATE (x:Task) } WITH i WHERE", 21, "The word CREATE"),
        ("AS many", "AS many; MATCH (x:Task) RETURN x.id AS id, 1 AS many", 22, "; is not allowed"),
        ("WHERE", "WITH i AS `x` WHERE", 21, "` is not allowed"),
        ("WHERE", "W\\u0048ERE", 21, "\\ is not allowed"),
        ("WHERE", "WHERE i.name <> '\\u0027 SET i.level = 0 //' AND", 21, "\\u is not allowed"),
        ("WHERE", "WHERE true AND // \\U000a LOAD\n", 21, "\\U is not allowed"),
    ],
)
def test_what_breaks_the_gate_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    error = refusal(tmp_path, old, new)
    assert says in error.what.en.replace("`x`", "`")
    assert error.where == f"{tmp_path / 'own-rule.cypher'}:{line}"
    assert error.tell("id") != error.tell("en")


@pytest.mark.parametrize(
    "clause",
    [
        "i.name = 'CREATE (x:Nothing) SET y'",
        "i.level > 0 // DELETE everything",
        "i.level > 0 /* MERGE (x:Nothing) */",
        "EXISTS { (i)<-[:OWNS]-(:Unit {kind: 'opd'}) }",
        "COUNT { MATCH (i)<-[e:CONTRIBUTES_TO]-(x) WHERE e.kind = 'vertical' RETURN x } = 0",
        "i:Indicator AND size([x IN i.target_years WHERE x > 2020]) > 0",
    ],
)
def test_what_only_looks_like_a_fault_passes(tmp_path: Path, clause: str) -> None:
    rule_at(tmp_path, OWN.replace("WHERE i.level > $limit", f"WHERE i.level > $limit AND {clause}"))
    assert len(read_rules(tmp_path)) == 1


def test_properties_of_rows_and_maps_are_not_of_the_schema(tmp_path: Path) -> None:
    text = OWN.replace(
        "RETURN i.id AS id, i.level AS many",
        "WITH {who: i.id, much: i.level} AS row RETURN row.who AS id, row.much AS many",
    )
    rule_at(tmp_path, text)
    assert len(read_rules(tmp_path)) == 1


def test_whole_gives_sentences_for_the_dataset(tmp_path: Path) -> None:
    plain = OWN.replace("since", "whole: true\n// since").replace(" of {agency}", "")
    rule_at(tmp_path, plain)
    (rule,) = read_rules(tmp_path)
    assert rule.whole is not None
    assert rule.whole.message.say("en", subject="plan X", of=3) == (
        "Title: true of all 3 things that were looked at in plan X."
    )
    refused = OWN.replace("since", "whole: true\n// since")
    rule_at(tmp_path, refused)
    with pytest.raises(LibraryError, match=r"agency. is unknown"):
        read_rules(tmp_path)


def test_a_rule_may_ask_for_the_highest_result_first(tmp_path: Path) -> None:
    linked = "fields: [tasks.contributes_to]\n// top_first: true\n// since"
    rule_at(tmp_path, OWN.replace("since", linked))
    (rule,) = read_rules(tmp_path)
    assert rule.top_first
    rule_at(tmp_path, OWN)
    (rule,) = read_rules(tmp_path)
    assert not rule.top_first


def test_whole_with_sentences_of_its_own(tmp_path: Path) -> None:
    sentences = "{message: {id: 'x {of}', en: 'y {of}'}, mend: {id: p, en: q}}"
    rule_at(tmp_path, OWN.replace("since", f"whole: {sentences}\n// since"))
    (rule,) = read_rules(tmp_path)
    assert rule.whole is not None
    assert rule.whole.message.say("id", of=2, subject="") == "x 2"


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ("every: population-of-nothing", "no query population-of-nothing"),
        ("same: [elsewhere]", "whole does not"),
        ("same: [id]", "whole does not"),
        ("surely: true", "whole does not"),
    ],
)
def test_whole_names_queries_and_columns_that_there_are(
    tmp_path: Path, more: str, refused: str
) -> None:
    sentences = "message: {id: 'x {many}', en: 'y {many}'}, mend: {id: p, en: q}"
    right = OWN.replace("since", f"whole: {{{sentences}, same: [many]}}\n// since")
    rule_at(tmp_path, right)
    (rule,) = read_rules(tmp_path)
    assert rule.whole is not None
    assert rule.whole.same == ("many",)
    sentences = sentences.replace(" {many}", "")
    rule_at(tmp_path, OWN.replace("since", f"whole: {{{sentences}, {more}}}\n// since"))
    with pytest.raises(LibraryError, match=refused):
        read_rules(tmp_path)


def test_a_broken_end_of_a_statement_is_a_fault_of_the_file_and_no_crash(tmp_path: Path) -> None:
    head, body = OWN.rsplit("// ---\n", 1)
    body += "MATCH (a:Task {scope: $scope, id: [1]})-[e:OWNS|PERFORMS*1..2 {kind: 'x'}]->(b) "
    places: set[str] = set()
    for end in range(len(body)):
        rule_at(tmp_path, f"{head}// ---\n{body[:end]}")
        try:
            read_rules(tmp_path)
        except LibraryError as error:
            places.add(error.where.rpartition(":")[0])
    assert places == {str(tmp_path / "own-rule.cypher")}


def test_an_empty_statement(tmp_path: Path) -> None:
    rule_at(tmp_path, OWN.rsplit("// ---\n", 1)[0] + "// ---\n  // nothing\n")
    with pytest.raises(LibraryError, match="no statement"):
        read_rules(tmp_path)


def test_a_reading_query_that_says_that_it_writes(tmp_path: Path) -> None:
    path = tmp_path / "population-own.cypher"
    path.write_text(COUNT.replace("// columns", "// writes: true\n// columns"), "utf-8")
    with pytest.raises(LibraryError, match="writes: true") as caught:
        read_statement(path)
    assert caught.value.where == f"{path}:4"


def test_a_query_that_is_not_there_or_called_otherwise(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no query called nothing"):
        named("nothing")
    path = tmp_path / "other.cypher"
    path.write_text(COUNT, "utf-8")
    with pytest.raises(LibraryError, match="differs from the name") as caught:
        read_statement(path)
    assert caught.value.where == f"{path}:2"


def test_a_query_may_write_only_where_it_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "wipe.cypher"
    path.write_text(
        "// ---\n// name: wipe\n// what: w\n// parameters: [scope]\n// columns: {}\n"
        "// writes: true\n// ---\nMATCH (i:Indicator {scope: $scope}) DETACH DELETE i\n",
        "utf-8",
    )
    with pytest.raises(LibraryError, match="DETACH"):
        read_statement(path)
    statement = read_statement(path, may_write=True)
    assert statement.writes
    assert statement.parameters == {"scope"}


def test_the_files_are_found_inside_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "kinerja_graph"
    shutil.copytree(library_folder("rules"), package / "cypher" / "rules")
    monkeypatch.setattr("kinerja_graph.library.locate.files", lambda _name: package)
    assert library_folder("rules") == package / "cypher" / "rules"
    with pytest.raises(LibraryError) as caught:
        library_folder("queries")
    assert str(package / "cypher" / "queries") in caught.value.where
    assert str(tmp_path / "site" / "cypher" / "queries") in caught.value.where
