"""``individual --all``: every post in a row, and every leader's results against the members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.analysis.individual import Individuals, Member, Person, RoleMatrix
from kinerja_graph.cli.formatters.grid import GAP, Row, cell, grid
from kinerja_graph.cli.formatters.words import STYLES, called, hanging, line, marked, under
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import few
from kinerja_graph.texts import Language, _

MOST_POSTS: Final = 200
MOST_LEADERS: Final = 40
"""What a screen shows; more are for ``--json`` and for the workbook."""
_TOP: Final = _(
    "{edition}: {posts:post|posts}, {measures:measure|measures}, {leaders:matrix|matrices} of "
    "roles and results."
)
_NO_POST: Final = _(
    "{edition} has no posts. Fill in the table positions, then give ids of posts as owner and "
    "performer."
)
_IDLE: Final = _("Without any measure: {names}.")
_LOOSE: Final = _("With a measure that reaches no result of level 0: {names}.")
_POST: Final = _("Post")
_NO_AGENCY: Final = _("No agency")
ROLE_INDENT: Final = 3
LEAST: Final = 24
"""Columns that a post needs to be known by."""
_HEADINGS: Final = (
    _("Tasks"),
    _("Indicators"),
    _("No target"),
    _("No outcome"),
    _("Hours/year"),
)
_MATRIX: Final = _("Matrix of roles and results: {leader}")
_MEMBER: Final = _("Member")
_BORROWED: Final = _("{name} (not a direct subordinate)")
_UNCOVERED: Final = _("no subordinate supports it yet")
_ALL_COVERED: Final = _("Every result of the leader is supported by a subordinate.")
_NO_LEADER: Final = _(
    "No matrix of roles and results: no post owns a result and has a direct subordinate."
)
_CUT: Final = _(
    "Shown: {posts} of {all_posts:post|posts} and {leaders} of {all_leaders:matrix|matrices}; "
    "all of them: --json or --out F.xlsx"
)


def individuals_parts(
    answer: Individuals, language: Language, columns: int
) -> Iterator[RenderableType]:
    """How many lack what, the posts, and the matrices."""
    edition = f"{answer.dataset} {answer.edition}"
    if not answer.people:
        yield marked("warning", _NO_POST.say(language, edition=edition))
        return
    numbers = {
        "posts": len(answer.people),
        "measures": sum(len(person.measures) for person in answer.people),
        "leaders": len(answer.matrices),
    }
    yield line(_TOP.say(language, edition=edition, **numbers), "bold")
    yield _posts(answer, language, columns)
    yield from _lacking(answer, language)
    if not answer.matrices:
        yield line(_NO_LEADER.say(language))
    for matrix in answer.matrices[:MOST_LEADERS]:
        yield Line()
        yield from _matrix(answer, matrix, language, columns)
    if len(answer.people) > MOST_POSTS or len(answer.matrices) > MOST_LEADERS:
        text = _CUT.say(
            language,
            posts=min(MOST_POSTS, len(answer.people)),
            all_posts=len(answer.people),
            leaders=min(MOST_LEADERS, len(answer.matrices)),
            all_leaders=len(answer.matrices),
        )
        yield marked("warning", text)


def _lacking(answer: Individuals, language: Language) -> Iterator[Line]:
    """Who has no measure, and whose measures lead nowhere."""
    idle = [one for one in answer.people if not one.measures]
    loose = [one for one in answer.people if any(not measure.chain for measure in one.measures)]
    for text, severity, people in ((_IDLE, "warning", idle), (_LOOSE, "error", loose)):
        if people:
            names = few((f"{one.position.name} ({one.position.id})" for one in people), language, 8)
            told = text.say(language, names=names)
            yield marked(severity, told)


def _posts(answer: Individuals, language: Language, columns: int) -> Table:
    """The posts by agency: the id of each, to ask about it, and its name."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    heads = [f"{one.position.id} {one.position.name or ''}".strip() for one in answer.people]
    room = columns - sum(_widths(language))
    table.add_column(
        _POST.say(language), overflow="fold", width=min(max(map(cell_len, heads)), max(room, LEAST))
    )
    for heading, width in zip(_HEADINGS, _widths(language), strict=True):
        table.add_column(heading.say(language), justify="right", width=width - GAP)
    shown = sorted(answer.people, key=lambda one: one.post.agency or "")[:MOST_POSTS]
    for agency, people in groupby(shown, key=lambda one: one.post.agency):
        name = _NO_AGENCY.say(language) if agency is None else answer.names.get(agency, agency)
        table.add_row(line(name, "bold"))
        for person in people:
            table.add_row(*_row(person, language))
    return table


def _widths(language: Language) -> list[int]:
    """Columns that the numbers need: a heading may run over several lines, word by word."""
    return [
        GAP + max(cell_len(word) for word in heading.say(language).split()) for heading in _HEADINGS
    ]


def _row(person: Person, language: Language) -> Iterator[Line]:
    tasks = sum(one.source == "task" for one in person.measures)
    yield line(f"{person.position.id} {person.position.name or ''}".strip())
    yield _count(tasks)
    yield _count(len(person.measures) - tasks)
    yield _count(sum(one.quantity is None for one in person.measures), STYLES["warning"])
    yield _count(sum(not one.chain for one in person.measures), STYLES["error"])
    timed = tasks > len(person.untimed)
    yield line(format_number(person.workload_minutes / 60 if timed else None, language))


def _count(number: int, style: str = "") -> Line:
    return line(str(number), style) if number else line("·", "dim")


def _matrix(
    answer: Individuals, matrix: RoleMatrix, language: Language, columns: int
) -> Iterator[RenderableType]:
    """The results are numbered; a cell counts the roles of a member, which are told below."""
    leader = f"{answer.names[matrix.leader]} ({matrix.leader})"
    yield line(_MATRIX.say(language, leader=leader), "bold")
    rows = [
        Row(_member(answer, member, language), _roles(member, matrix)) for member in matrix.members
    ]
    numbers = [str(number) for number in range(1, len(matrix.results) + 1)]
    yield from grid(_MEMBER.say(language), numbers, rows, columns)
    for number, result in enumerate(matrix.results, 1):
        told = called(answer.names[result], result)
        if result in matrix.uncovered:
            told.append(f" · {SIGNS['warning']} {_UNCOVERED.say(language)}", STYLES["warning"])
        yield hanging(f"{number:>2}", told)
        for member in matrix.members:
            for one in member.cells:
                if one.result == result:
                    yield under(_part(answer, member, one.roles, language), ROLE_INDENT)
    if not matrix.uncovered:
        yield marked("good", _ALL_COVERED.say(language))


def _part(
    answer: Individuals, member: Member, roles: Sequence[str], language: Language
) -> RenderableType:
    """What one member does for a result: the nearest of what it owns and performs."""
    named = few((called(answer.names.get(role), role).plain for role in roles), language)
    name = _member(answer, member, language).plain
    return line(f"{name}: {named}", "dim")


def _member(answer: Individuals, member: Member, language: Language) -> Line:
    name = answer.names[member.post]
    if member.subordinate:
        return line(name, "" if member.cells else STYLES["warning"])
    return line(_BORROWED.say(language, name=name), "dim")


def _roles(member: Member, matrix: RoleMatrix) -> list[Line]:
    numbers = {one.result: len(one.roles) for one in member.cells}
    return [
        cell(str(numbers[result])) if result in numbers else cell("·", "dim")
        for result in matrix.results
    ]
