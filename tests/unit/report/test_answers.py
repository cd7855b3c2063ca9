"""An answer is worded once: the terminal, a page and paper hold the same sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from kinerja_api.explorer.pages import page_environment
from kinerja_api.explorer.urls import Urls
from kinerja_graph.analysis.alignment import Alignment, Pull, Share
from kinerja_graph.analysis.chain import ChainEdge, Direction
from kinerja_graph.analysis.comparison import (
    Change,
    Comparison,
    LinkChange,
    Renaming,
    Reowning,
    Tie,
    Value,
)
from kinerja_graph.analysis.consequences import Effects, Loss, Miss, Removal, Risk, Risks
from kinerja_graph.analysis.evidence import Evidence, Link, Step
from kinerja_graph.analysis.individual import (
    Individual,
    Individuals,
    Measure,
    Member,
    Person,
    Role,
    RoleMatrix,
)
from kinerja_graph.analysis.lineage import Trace, TraceNode
from kinerja_graph.analysis.matrix import Cell as HeldCell
from kinerja_graph.analysis.matrix import Expectation, Matrix
from kinerja_graph.analysis.posts import Ladder, Post
from kinerja_graph.analysis.series import Series
from kinerja_graph.analysis.targets import Targets, YearOfTargets
from kinerja_graph.analysis.weak_points import WeakPoint, WeakPoints
from kinerja_graph.audit.changes import FindingChanges
from kinerja_graph.audit.finding import Finding, FindingSubject
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.library.describe import Described
from kinerja_graph.report.answers.align import align_blocks
from kinerja_graph.report.answers.compare import compare_blocks
from kinerja_graph.report.answers.consequences import miss_blocks, removal_blocks
from kinerja_graph.report.answers.evidence import evidence_blocks
from kinerja_graph.report.answers.individual import individual_blocks
from kinerja_graph.report.answers.individuals import PART as POSTS
from kinerja_graph.report.answers.individuals import individuals_blocks
from kinerja_graph.report.answers.matrix import PART as OUTCOMES
from kinerja_graph.report.answers.matrix import matrix_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.answers.targets import targets_blocks
from kinerja_graph.report.answers.trace import trace_blocks
from kinerja_graph.report.answers.weak_points import weakest_blocks
from kinerja_graph.report.document import (
    AnswerBlock,
    Cell,
    Facts,
    Heading,
    Items,
    Paragraph,
    Table,
    Tree,
    YearTable,
    on_paper,
    plain,
)
from kinerja_graph.texts import LANGUAGES, Language, Text

AGAINST = Step((2023, 2024), (90.0, 95.5), (101.0, 99.0), agrees=False)
STILL = Step((2024, 2025), (95.5, 95.5), (99.0, 120.0), agrees=None)
NAMES = {"I-1": "Ruas tanpa parkir liar", "I-2": "Aduan <b>warga</b>", "I-9": "Kecepatan"}


def record(label: str, identifier: str, name: str) -> Described:
    return Described(
        label=label, id=identifier, name=name, level=0, origin=None, agencies=(), owners=()
    )


MATRIX = Matrix(
    dataset="kota",
    edition="1",
    outcomes=(record("Objective", "S-1", "Lalu <i>lintas</i>"), record("Objective", "S-2", "")),
    agencies=(record("Unit", "dishub", "Dinas Perhubungan"), record("Unit", "pu", "Dinas PU")),
    cells=(HeldCell("dishub", "S-1", 2, 1),),
    expected=(Expectation("S-1", "dishub", there=True), Expectation("S-1", "pu", there=False)),
    highest=3,
    names={"pu": "Dinas PU", "dishub": "Dinas Perhubungan"},
)


SHARE = Share(
    id="dishub",
    name="Dinas Perhubungan",
    expected=True,
    results=("I-1", "I-2"),
    tasks=("T-1",),
    direct=("I-1", "I-2", "I-3", "I-4", "I-5"),
    sole_support=("I-2",),
    owners=("kadis",),
    chain=("T-1", "I-1", "S-1"),
)
ALIGNMENT = Alignment(
    dataset="kota",
    edition="1",
    subject=MATRIX.outcomes[0],
    shares=(SHARE, replace(SHARE, id="pu", name="Dinas PU", chain=(), direct=())),
    behind=("dishub",),
    missing=("pu",),
    silo=True,
    requested=(("I-1", "S-1"),),
    rejected=(("I-2", "S-1"),),
    pulls=(Pull(id="S-1", raised_by=("I-1",), lowered_by=("I-2",)),),
    records={},
    names=NAMES | {"pu": "Dinas PU", "kadis": "Kepala Dinas"},
)


ALONE = replace(ALIGNMENT, shares=(), behind=(), missing=())


TARGETS = Targets(
    dataset="kota",
    edition="1",
    subject=record("Indicator", "I-9", "Kecepatan"),
    contributors=("I-1", "I-2"),
    summed=("I-1",),
    through=(),
    measures=(),
    years=(YearOfTargets(year=2026, target=10.0, realisation=9.0, sum=4.5, gap=5.5),),
    series={
        "I-9": Series(measure_unit="km/jam", targets={2026: 10.0}, realisations={2026: 9.0}),
        "I-1": Series(measure_unit="ruas", targets={2026: 4.5}),
        "I-2": Series(targets={2025: (80.0, 90.0)}),
    },
    records={one: record("Indicator", one, NAMES[one]) for one in ("I-1", "I-2")},
)


POST = Post(
    id="staf",
    name="Staf",
    rank="pelaksana",
    unit="bidang",
    agency="dishub",
    ladder=None,
    ladder_key=None,
    rung=None,
    supervised=None,
    superiors=(),
)
HELPS = Member(post="staf", subordinate=True, cells=(Role("S-1", ("T-1", "T-2")),))
BORROWED = Member(post="pu", subordinate=False, cells=())
STEP = Measure(
    source="task",
    id="T-1",
    name="Patroli <b>harian</b>",
    quantity=1.0,
    unit="laporan",
    duration_minutes=90.0,
    volume=12.0,
    chain=("T-1", "I-1", "S-1"),
    outcomes=("S-1", "S-2"),
    ends=(),
    intervenes=(("I-1", 1),),
)
STAFF = Person(
    position=record("Position", "staf", "Staf"),
    post=POST,
    superiors=("kadis",),
    subordinates=(),
    ladder=Ladder(name="Penata", supervised=False, rung=2, above=("kadis",), below=()),
    measures=(
        STEP,
        replace(STEP, id="T-2", name=None, quantity=None, volume=None, chain=(), outcomes=(),
                ends=("I-9",)),
        replace(STEP, source="indicator", id="I-2", name="Aduan", year=2026, chain=("I-2",)),
        replace(STEP, source="indicator", id="I-1", year=2026, quantity=None, outcomes=("S-1",),
                chain=("I-1", "I-2", "I-9", "S-1"), intervenes=()),
        replace(STEP, source="indicator", id="I-9", chain=(), intervenes=(), ends=()),
    ),
    workload_minutes=1080.0,
    untimed=("T-2",),
)  # fmt: skip
PEOPLE = Individuals(
    dataset="kota",
    edition="1",
    name=None,
    year=None,
    people=(
        STAFF,
        replace(STAFF, position=record("Position", "kadis", "Kepala Dinas"), superiors=(),
                measures=(), ladder=None, post=replace(POST, rank=None, unit=None, agency=None)),
    ),
    matrices=(
        RoleMatrix("kadis", ("S-1", "S-2"), (HELPS, replace(BORROWED, cells=()))),
        RoleMatrix("staf", ("I-1",), (replace(HELPS, post="pu", cells=(Role("I-1", ("T-1",)),)),)),
    ),
    names=NAMES | {one: one for one in ("S-1", "S-2", "T-1", "T-2", "bidang", "dishub")}
    | {"staf": "Staf", "kadis": "Kepala Dinas", "pu": "Dinas PU"},
    objectives={},
)  # fmt: skip


def person(one: Person) -> Individual:
    return Individual(dataset="kota", edition="1", person=one, names=PEOPLE.names)


NODES = {
    "dishub": record("Unit", "dishub", "Dinas Perhubungan"),
    "T-1": replace(record("Task", "T-1", "Patroli <b>harian</b>"), level=None, owners=("staf",)),
    "I-1": replace(record("Indicator", "I-1", NAMES["I-1"]), owners=("dishub", "staf")),
} | {one: record("Objective", one, f"Hasil {one}") for one in ("S-1", "S-2", "S-3", "S-4")}
REMOVAL = Removal(
    dataset="kota",
    edition="1",
    asked=("I-1", "dishub"),
    removed=("I-1", "S-1", "dishub"),
    effects=Effects(
        0,
        (Loss("S-1", 4, 0), Loss("S-2", 0, 0), Loss("S-3", 2, 0), Loss("S-4", 4, 1)),
        ("S-2", "T-1"),
        ("staf",),
    ),
    highest=None,
    nodes=NODES,
)
MISS = Miss(
    dataset="kota",
    edition="1",
    asked=("I-1",),
    missed=("I-1",),
    risks=Risks(0, (), ()),
    highest=Risks(2, (Risk("S-1", ("I-1", "T-1")), Risk("S-2", ("I-1",))), ("dishub",)),
    nodes=NODES,
)
WEAKEST = WeakPoints(
    dataset="kota",
    edition="1",
    subject=MATRIX.outcomes[0],
    reaching=1200,
    points=(
        WeakPoint(NODES["I-1"], ("T-1", "T-2"), measures=True),
        WeakPoint(NODES["S-2"], ("T-1",), measures=False),
    ),
    names={"staf": "Staf"},
    limit=1000,
    measuring=1,
)


def edge(low: str, high: str, **more: Any) -> ChainEdge:
    facts = {"type": "CONTRIBUTES_TO", "kind": "vertical", "sign": "+", "status": "accepted"}
    return ChainEdge(source=low, target=high, **facts | more)


def chain(direction: Direction, *edges: ChainEdge, limit: int | None = None) -> Trace:
    """From T-1 to S-1, S-2 and S-3; the record of each step is as far as its list says."""
    depths = {"T-1": 0, "I-1": 1, "S-2": 1, "S-3": 2, "S-1": 2}
    if direction == "down":
        depths = {"S-1": 0, "S-2": 1, "I-1": 1, "T-1": 2}
    nodes = tuple(
        TraceNode(replace(NODES[one], agencies=("dishub",)), n) for one, n in depths.items()
    )
    return Trace(
        dataset="kota",
        edition="1",
        subject=nodes[0].record,
        direction=direction,
        nodes=tuple(sorted(nodes, key=lambda node: node.record.id)),
        edges=edges,
        roots=("S-1", "S-3") if direction == "up" else (),
        breaks=("S-2",) if direction == "up" else (),
        depth_limit=limit,
        names={"dishub": "Dinas Perhubungan"},
    )


UP = chain(
    "up",
    edge("T-1", "I-1"),
    edge("T-1", "S-2", kind="crosscutting", status="requested"),
    edge("I-1", "S-1", type="MEASURES", kind=None, sign=None, status=None),
    edge("I-1", "S-3", sign="-"),
    edge("S-2", "S-3"),
    edge("I-1", "T-1"),
)
DOWN = chain("down", edge("S-2", "S-1"), edge("I-1", "S-1"), edge("T-1", "I-1"), limit=2)


CHANGES = Comparison(
    dataset="kota",
    before="murni",
    after="perubahan",
    added=("I-9",),
    removed=("T-1", "staf"),
    relabelled=(Renaming("S-1", "label", "Objective", "Indicator"),),
    renamed=(Renaming("I-1", "name", "Ruas <i>lama</i>", None),),
    moves=(Tie("I-1", "CONTRIBUTES_TO", ("S-1",), ("S-2", "S-3")),),
    reowned=(Reowning("T-2", "holders", (), ("staf",)), Reowning("I-1", "holders", ("staf",), ())),
    retargeted=(Value("I-1", 2026, 1250.5, (80.0, 90.0)), Value("I-1", 2027, None, 0.5)),
    realised=(Value("I-2", 2024, None, 0.5),),
    reorganised=(Tie("staf", "REPORTS_TO", ("kadis",), ()),),
    redefined=(
        Change("I-1", "polarity", "up", None),
        Change("S-1", "cross_agency", before=False, after=True),
    ),
    relinked=(LinkChange("I-1", "I-2", "status", "requested", "accepted"),),
    labels={
        "I-9": "Indicator",
        "T-1": "Task",
        "T-2": "Task",
        "staf": "Position",
        "I-1": "Indicator",
    },
    names=NAMES | {"staf": "Staf"},
    units={"I-1": "ruas"},
)
SAME = replace(
    CHANGES, added=(), removed=(), relabelled=(), renamed=(), moves=(), reowned=(), retargeted=(),
    realised=(), reorganised=(), redefined=(), relinked=(),
)  # fmt: skip
WRONG = Finding(
    rule="detached-task",
    severity="warning",
    status="new",
    fingerprint="f",
    subject=FindingSubject("Task", "T-1", "Patroli"),
    other=None,
    agency=None,
    cut_off=None,
    message=Text(id="Tugas T-1 lepas.", en="Task T-1 is loose."),
    remediation=Text(id="Sambungkan.", en="Link it."),
    path=("T-1",),
    origin=None,
    references=(),
    data={},
)


def weighed(*links: Link) -> Evidence:
    return Evidence(
        dataset="kota", edition="1", subject=None, lag=1, links=links, names=NAMES, measured=3
    )


def answers(language: Language) -> dict[str, Sequence[AnswerBlock]]:
    """Blocks of every view that is worded once, each of some answers."""
    full = weighed(
        Link("I-1", "I-9", "+", (AGAINST, AGAINST, STILL)),
        Link("I-2", "I-9", "-", (AGAINST, AGAINST)),
        Link("I-9", "I-1", "+", ()),
    )
    return {
        "evidence": [*evidence_blocks(full, language, Amount())],
        "evidence, cut": [*evidence_blocks(full, language, Amount(0))],
        "align": [*align_blocks(ALIGNMENT, language, Amount())],
        "align, none": [
            *align_blocks(replace(ALIGNMENT, shares=(), behind=(), missing=()), language, Amount(0))
        ],
        "targets": [*targets_blocks(TARGETS, language, Amount())],
        "individual": [*individual_blocks(person(STAFF), language, Amount())],
        "individual, idle": [*individual_blocks(person(PEOPLE.people[1]), language, Amount())],
        "individuals": [*individuals_blocks(PEOPLE, language, Amount())],
        "individuals, cut": [
            *individuals_blocks(PEOPLE, language, Amount(), part=replace(POSTS, first=1, most=1))
        ],
        "individuals, none": [*individuals_blocks(replace(PEOPLE, people=()), language, Amount())],
        "removal": [*removal_blocks(REMOVAL, language, Amount())],
        "removal, cut": [*removal_blocks(REMOVAL, language, Amount(0))],
        "removal, none": [
            *removal_blocks(replace(REMOVAL, effects=Effects(1, (), (), ())), language, Amount())
        ],
        "miss": [*miss_blocks(MISS, language, Amount())],
        "miss, cut": [*miss_blocks(MISS, language, Amount(1))],
        "miss, none": [*miss_blocks(replace(MISS, highest=None), language, Amount())],
        "weakest": [*weakest_blocks(WEAKEST, language, Amount())],
        "weakest, cut": [*weakest_blocks(WEAKEST, language, Amount(1))],
        "weakest, none": [
            *weakest_blocks(replace(WEAKEST, points=(), reaching=0), language, Amount())
        ],
        "trace up": [*trace_blocks(UP, language, Amount())],
        "trace up, cut": [*trace_blocks(UP, language, Amount(), headed=False, most=2)],
        "trace down": [*trace_blocks(DOWN, language, Amount())],
        "compare": [*compare_blocks(CHANGES, language, Amount())],
        "compare, cut": [*compare_blocks(CHANGES, language, Amount(0))],
        "compare, findings": [
            *compare_blocks(
                CHANGES,
                language,
                Amount(),
                findings=FindingChanges(go=(WRONG, WRONG), fixed=frozenset({"T-1"})),
                titles={WRONG.rule: Text(id="Tugas lepas", en="Detached task")},
            )
        ],
        "compare, same": [*compare_blocks(SAME, language, Amount())],
        "matrix": [*matrix_blocks(MATRIX, language, Amount())],
        "matrix, cut": [
            *matrix_blocks(MATRIX, language, Amount(0), part=replace(OUTCOMES, beside=1))
        ],
        "matrix, empty": [*matrix_blocks(replace(MATRIX, outcomes=()), language, Amount())],
        "evidence, none": [*evidence_blocks(weighed(), language, Amount())],
    }


def test_what_breaks_and_what_fixes_have_a_sign() -> None:
    """That of the worst finding that comes; on its own line and at the count of all."""
    subject = FindingSubject("Indicator", "I-1", None)
    come = (
        replace(WRONG, severity="error", rule="missing-polarity", subject=subject),
        replace(WRONG, subject=subject),
        replace(
            WRONG,
            severity="info",
            subject=FindingSubject("Dataset", "kota", None),
            members=(("I-9", None), ("I-8", None)),
        ),
    )
    found = FindingChanges(come=come, broken=frozenset({"I-1", "I-9"}), fixed=frozenset({"S-1"}))
    titles = {rule: Text(id="x", en="x") for rule in (WRONG.rule, "missing-polarity")}
    said = [*sentences(compare_blocks(CHANGES, "en", Amount(), findings=found, titles=titles))]
    assert [one for one in said if "breaks" in one] == [
        "✖ breaks 2 records · ✔ fixes 1 record · removes 2 records · edits 2 records"
    ]
    assert {one.rpartition(" · ")[2] for one in said if "(I-9)" in one} == {"● a new finding"}
    of_one = {one.rpartition(" · ")[2] for one in said if one.endswith("a new finding")}
    assert of_one == {"● a new finding", "✖ a new finding"}
    assert any(one.endswith(" · ✔ a finding gone") for one in said)


def sentences(blocks: Iterable[AnswerBlock]) -> Iterable[str]:  # noqa: C901, PLR0912  # a case each
    """Every text of the blocks, as often as it is said."""
    for block in blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield plain(block.line)
            case Items():
                yield from map(plain, block.lines)
            case Facts():
                for name, told in block.pairs:
                    yield from (name, plain(told))
            case Table():
                yield from (column.name for column in block.columns)
                for row in block.rows:
                    yield from _cells(row.cells)
            case YearTable():
                yield from block.years
                for group in block.groups:
                    yield plain(group.head)
                    for name, cells in group.rows:
                        yield name
                        yield from _cells(cells)
            case Tree():
                yield from (plain(one.line) for one in block.branches)
            case _:
                pass


def _cells(cells: Iterable[Cell]) -> Iterable[str]:
    for cell in cells:
        yield from map(plain, cell.lines)


def flat(text: str) -> str:
    return "".join(text.split())


def on_a_page(blocks: Sequence[AnswerBlock], language: Language) -> Any:
    page = (
        page_environment()
        .from_string('{% import "blocks.html.jinja" as b with context %}<main>{{ b.write(it) }}')
        .render(place=Urls(language=language, dataset="kota"), it=blocks)
    )
    return html.fromstring(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", answers("en"))
def test_every_writer_says_every_sentence(name: str, language: Language) -> None:
    blocks = answers(language)[name]
    said = [one for one in sentences(blocks) if one]
    assert said
    terminal = flat(draw_text(*block_parts(blocks, 200), colour=False, columns=200))
    page = flat(on_a_page(blocks, language).text_content())
    paper = flat("".join(sentences(on_paper(blocks))))
    for one in map(flat, said):
        assert one in terminal
        assert one in page
        assert one in paper


@pytest.mark.parametrize("name", answers("en"))
def test_a_page_leads_to_every_record_that_an_answer_names(name: str) -> None:
    blocks = answers("id")[name]
    leads = on_a_page(blocks, "id").xpath("//a/@href")
    assert all(one.startswith("/explore/record/") for one in leads)
    if name == "evidence":
        assert {one.split("?")[0].rpartition("/")[2] for one in leads} == set(NAMES)


@pytest.mark.parametrize("name", answers("en"))
def test_no_answer_is_wider_than_the_terminal(name: str) -> None:
    told = draw_text(*block_parts(answers("id")[name], 60), colour=False, columns=60)
    assert max(map(len, told.splitlines())) <= 60


def test_a_tree_on_a_page_nests_what_hangs_on_each_record() -> None:
    page = on_a_page(answers("en")["trace up"], "en")
    (tree,) = page.xpath("//ul[@class='tree']")
    (top,) = tree.xpath("./li")
    assert top.xpath("./a/@href")[0].startswith("/explore/record/T-1")
    below = top.xpath("./details/ul/li")
    assert [one.xpath("./a/bdi/text()")[0] for one in below] == [NAMES["I-1"], "Hasil S-2"]
    assert len(below[0].xpath("./details/ul/li")) == 2
    assert len(tree.xpath(".//li")) == len(UP.nodes)
    cut = on_a_page(answers("en")["trace up, cut"], "en")
    assert len(cut.xpath("//ul[@class='tree']/li")) == 2
    assert "… and 2 more" in cut.text_content()


def test_a_chain_of_any_depth_is_a_tree() -> None:
    ids = [f"I-{number}" for number in range(3000)]
    nodes = tuple(TraceNode(replace(NODES["I-1"], id=one), n) for n, one in enumerate(ids))
    edges = tuple(edge(low, high) for low, high in pairwise(ids))
    long = replace(UP, subject=nodes[0].record, nodes=nodes, edges=edges, roots=(), breaks=())
    blocks = [*trace_blocks(long, "en", Amount())]
    (tree,) = (block for block in blocks if isinstance(block, Tree))
    assert [one.depth for one in tree.branches] == [*range(3000)]
    page = on_a_page([*trace_blocks(long, "en", Amount(), headed=False, most=120)], "en")
    assert len(page.xpath("//ul[@class='tree']//li")) == 120


def test_no_page_is_led_to_that_the_later_edition_does_not_have() -> None:
    page = on_a_page(answers("en")["compare, findings"], "en")
    leads = {one.split("?")[0].rpartition("/")[2] for one in page.xpath("//a/@href")}
    assert leads.isdisjoint(CHANGES.removed)
    assert leads >= {"I-1", "I-9", "S-2"}
