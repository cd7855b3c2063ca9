"""Put ``individual --all`` into words: every position in a row, and each leader's role matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from kinerja_graph.analysis.individual import Individuals, Member, Person, RoleMatrix
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.hints import DUTIES, headed
from kinerja_graph.report.answers.individual import is_timed
from kinerja_graph.report.answers.shared import (
    Amount,
    Part,
    fill_line,
    lead,
    record,
    records,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Cell,
    Column,
    Facts,
    Heading,
    Line,
    Mood,
    Paragraph,
    Row,
    Span,
    Table,
    cell,
    line,
    plain,
    quiet,
    strong,
)
from kinerja_graph.texts import Language, _

MOST_NAMES: Final = 8
"""How many positions with problems are named."""
_TOP: Final = _(
    "{edition}: {posts:post|posts}, {measures:measure|measures}, {leaders:matrix|matrices} of "
    "roles and results."
)
_NO_POST: Final = _(
    "{edition} has no posts. Fill in the table positions, then give ids of posts as `owner` and "
    "`performer`."
)
_IDLE: Final = _("Without any measure: {names}.")
_LOOSE: Final = _("With a measure that reaches no result of level 0: {names}.")
_TITLE: Final = _("Posts and what measures them")
_POST: Final = _("Post")
_NO_AGENCY: Final = _("No agency")
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
PART: Final = Part(most=200, beside=40, cut=_CUT)
"""What one answer shows; the rest is available by ``--json`` and in the workbook."""


def individuals_blocks(
    answer: Individuals, language: Language, amount: Amount, *, part: Part = PART, level: int = 2
) -> Iterator[AnswerBlock]:
    """Yield the counts of positions and gaps, the positions, and the matrices of leaders shown.

    Args:
        answer: what measures every position.
        language: the language of every sentence.
        amount: ignored: ``part`` limits what is shown.
        part: which positions are shown, in the order of their agencies.
        level: the level of the headings.
    """
    del amount
    edition = f"{answer.dataset} {answer.edition}"
    if not answer.people:
        hint = headed(_NO_POST, answer.headings, DUTIES)
        yield verdict("warning", hint.say(language, edition=edition))
        return
    sizes = {
        "posts": len(answer.people),
        "measures": sum(len(person.measures) for person in answer.people),
        "leaders": len(answer.matrices),
    }
    numbers = {name: format_number(number, language) for name, number in sizes.items()}
    yield lead(_TOP.say(language, edition=edition, **numbers))
    ordered = sorted(answer.people, key=lambda one: one.post.agency or "")
    people = ordered[part.first :][: part.most]
    shown = {one.position.id for one in people}
    matrices = [one for one in answer.matrices if one.leader in shown][: part.beside]
    yield _posts(answer, people, language)
    yield from _lacking(answer, language)
    yield from part.left_out(
        language, posts=(people, answer.people), leaders=(matrices, answer.matrices)
    )
    if not answer.matrices:
        yield Paragraph(line=line(_NO_LEADER.say(language)))
    for matrix in matrices:
        yield from _matrix(answer, matrix, language, level)


def _lacking(answer: Individuals, language: Language) -> Iterator[Paragraph]:
    """Name positions without a measure, and those whose measures lead nowhere."""
    idle = [one for one in answer.people if not one.measures]
    loose = [one for one in answer.people if any(not measure.chain for measure in one.measures)]
    if idle:
        yield verdict("warning", fill_line(_IDLE, language, names=_named(answer, idle, language)))
    if loose:
        yield verdict("error", fill_line(_LOOSE, language, names=_named(answer, loose, language)))


def _named(answer: Individuals, people: Sequence[Person], language: Language) -> Line:
    ids = [one.position.id for one in people]
    return records(ids, answer.names, language, MOST_NAMES)


def _posts(answer: Individuals, people: Sequence[Person], language: Language) -> Table:
    """List the positions by agency."""
    rows: list[Row] = []
    for agency, group in groupby(people, key=lambda one: one.post.agency):
        name = _NO_AGENCY.say(language) if agency is None else answer.names.get(agency, agency)
        rows.append(Row((cell(strong(name)), *(Cell(()) for _unused in _HEADINGS))))
        rows.extend(_row(person, language) for person in group)
    return Table(
        title=_TITLE.say(language),
        columns=(
            Column(_POST.say(language), 4),
            *(Column(heading.say(language), 1, "number") for heading in _HEADINGS),
        ),
        rows=tuple(rows),
        is_named=True,
    )


def _row(person: Person, language: Language) -> Row:
    post = person.position
    tasks = sum(one.source == "task" for one in person.measures)
    hours = person.workload_minutes / 60 if is_timed(person) else None
    return Row(
        (
            cell(_post(post.name, post.id)),
            _count(tasks, language),
            _count(len(person.measures) - tasks, language),
            _count(sum(one.quantity is None for one in person.measures), language, "warning"),
            _count(sum(not one.chain for one in person.measures), language, "error"),
            cell(format_number(hours, language)),
        )
    )


def _post(name: str | None, identifier: str) -> Line:
    """Return a position's id, with which it can be queried, and its name."""
    if not name or name == identifier:
        return (Span(identifier, record=identifier),)
    return (quiet(f"{identifier} "), Span(name, record=identifier))


def _count(number: int, language: Language, mood: Mood = "") -> Cell:
    if not number:
        return cell(quiet("·"))
    return cell(format_number(number, language), mood=mood)


def _matrix(
    answer: Individuals, matrix: RoleMatrix, language: Language, level: int
) -> Iterator[AnswerBlock]:
    """Number the results; a cell counts a member's roles, which are listed below."""
    leader = plain(record(answer.names[matrix.leader], matrix.leader))
    title = _MATRIX.say(language, leader=leader)
    yield Heading(text=title, level=level, record=matrix.leader)
    if not matrix.uncovered:
        yield verdict("good", _ALL_COVERED.say(language))
    numbered = list(enumerate(matrix.results, 1))
    yield Table(
        title=title,
        columns=(
            Column(_MEMBER.say(language), 3),
            *(
                Column(str(n), 1, "number", (Span(f"{n} "), *record(answer.names[one], one)))
                for n, one in numbered
            ),
        ),
        rows=tuple(
            Row((_member(answer, one, language), *_roles(one, matrix, language)))
            for one in matrix.members
        ),
        is_named=True,
    )
    yield Facts(tuple((str(n), _result(answer, matrix, one, language)) for n, one in numbered))


def _result(answer: Individuals, matrix: RoleMatrix, result: str, language: Language) -> Line:
    """Describe a result, and each member's part in it: the nearest of what it owns and performs."""
    spans = list(record(answer.names[result], result))
    if result in matrix.uncovered:
        spans.append(strong(f" · {SIGNS['warning']} {_UNCOVERED.say(language)}"))
    for member in matrix.members:
        for one in member.cells:
            if one.result == result:
                spans.append(quiet(f" · {_called(answer, member, language)}: "))
                spans += records(one.roles, answer.names, language)
    return tuple(spans)


def _called(answer: Individuals, member: Member, language: Language) -> str:
    name = answer.names[member.post]
    return name if member.subordinate else _BORROWED.say(language, name=name)


def _member(answer: Individuals, member: Member, language: Language) -> Cell:
    is_idle = member.subordinate and not member.cells
    name = Span(_called(answer, member, language), record=member.post)
    return cell(line(name), mood="warning" if is_idle else "")


def _roles(member: Member, matrix: RoleMatrix, language: Language) -> Iterator[Cell]:
    numbers = {one.result: len(one.roles) for one in member.cells}
    return (_count(numbers.get(result, 0), language) for result in matrix.results)
