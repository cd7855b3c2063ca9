"""Put ``documents`` into words: how much each is aligned, what differs, and what else there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.analysis.disagreements import Disagreement, DocumentField, Stated, StatedValue
from kinerja_graph.analysis.documents import (
    Alignment,
    DocumentAlignment,
    DocumentGroup,
    Documents,
    Only,
)
from kinerja_graph.analysis.matching import MatchedBy
from kinerja_graph.model.documents import PLAN
from kinerja_graph.numbers import Amount as Number
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import (
    Amount,
    few,
    join_lines,
    lead,
    note,
    record,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Cell,
    Column,
    Heading,
    Items,
    Line,
    Paragraph,
    Table,
    cell,
    line,
    plain,
    quiet,
    row,
    strong,
)
from kinerja_graph.report.edition_words import PROPERTIES, TIES, VALUES
from kinerja_graph.texts import Language, Text, _

ALIGNMENTS: Final[Mapping[Alignment, Text]] = {
    "seluruhnya": _("fully aligned"),
    "sebagian": _("partly aligned"),
    "tidak": _("not aligned"),
}
"""How much of a document agrees with the plan."""
MATCHES: Final[Mapping[MatchedBy, Text]] = {
    "id": _("id"),
    "name": _("name and agencies"),
    "name-alone": _("name alone"),
    "single": _("one document"),
}
"""What made several records one indicator."""
FIELDS: Final[Mapping[DocumentField, Text]] = {
    "name": _("name"),
    "measure_unit": PROPERTIES["measure_unit"],
    "polarity": PROPERTIES["polarity"],
    "level": PROPERTIES["level"],
    "owner": TIES["OWNS"],
    "agency": VALUES["kind.opd"],
    "baseline": PROPERTIES["baseline"],
    "target": PROPERTIES["period_target"],
    "period_target": PROPERTIES["period_target"],
}
"""What documents may disagree in."""
_LEAD: Final = _(
    "{dataset} {edition}: {number:document|documents}; of {groups:indicator|indicators}, {shared} "
    "in several of them, of which {apart} with disagreements."
)
_BY_DOCUMENT: Final = _("Alignment with the plan")
_DOCUMENT: Final = _("Document")
_FIELD: Final = _("What differs")
_INDICATORS: Final = _("Indicators")
_INDICATOR: Final = _("Indicator")
_IN_PLAN: Final = _("In the plan")
_ALIGNED: Final = _("Aligned")
_WORD: Final = _("Alignment")
_DIFFERENT: Final = _("Disagreements")
_NONE_DIFFERENT: Final = _("No disagreement.")
_NOT_THE_SAME: Final = _("{heading} ({number})")
_MATCHED: Final = _("matched by name")
_MATCHED_ALONE: Final = _("matched by name alone")
GROUPS: Final[Mapping[Only, Text]] = {
    "disagree": _DIFFERENT,
    "outside": _("Not in the plan"),
    "single": _("In one document"),
    "ambiguous": _("Ambiguous"),
}
"""Which groups can be asked for."""
_REST: Final = _("The rest")
_AGREE: Final = _("{number} in several documents agree.")
_BY_NAME: Final = _("{number} matched by name, not by id: {names}.")
_SINGLE: Final = _("{number} in one document alone{hint}.")
_OUTSIDE: Final = _("{number} not in the plan{hint}: {names}.")
_UNCLEAR: Final = _("{number:name that is|names that are} ambiguous{hint}: {names}.")
_UNCLEAR_MEANING: Final = _(
    "One document has several indicators of this name, so none is matched. Equal ids match them."
)


def documents_blocks(
    answer: Documents,
    language: Language,
    amount: Amount,
    *,
    only: Only | None = None,
    is_wide: bool = False,
    has_options: bool = False,
) -> Iterator[AnswerBlock]:
    """Yield a row for each document, then what differs with its cells, then counts of the rest.

    Args:
        answer: compared documents.
        language: the language of every word.
        amount: how many groups are listed.
        only: the groups that were asked for; with it these alone are listed.
        is_wide: whether there is room to show what differs as a table, a column a document.
        has_options: whether the reader is at the command, whose options list the rest.
    """
    yield from alignment_blocks(answer, language)
    if only == "ambiguous":
        yield from _ambiguous(answer, language, amount)
    elif only in {"outside", "single"}:
        yield _heading(GROUPS[only], answer.groups, language)
        yield from amount.items(answer.groups, lambda one: _listed(one, language), language)
    elif is_wide:
        yield from _side_by_side(answer, language, amount)
    else:
        yield from _disagreements(answer.groups, language, amount)
    if only is None:
        yield from _rest(answer, language, has_options=has_options)


def alignment_blocks(answer: Documents, language: Language) -> Iterator[Paragraph | Table]:
    """Yield how many indicators agree, and a row for each document."""
    summary = answer.summary
    yield lead(
        _LEAD.say(
            language,
            dataset=answer.dataset,
            edition=answer.edition,
            number=format_number(len(answer.documents), language),
            groups=format_number(summary.groups, language),
            shared=format_number(summary.shared, language),
            apart=format_number(summary.disagree, language),
        )
    )
    yield _alignments(answer.documents, language)


def _alignments(found: Sequence[DocumentAlignment], language: Language) -> Table:
    return Table(
        title=_BY_DOCUMENT.say(language),
        columns=(
            Column(_DOCUMENT.say(language), 2),
            Column(_INDICATORS.say(language), 1, "number"),
            Column(_IN_PLAN.say(language), 1, "number"),
            Column(_ALIGNED.say(language), 1, "number"),
            Column(_WORD.say(language), 2),
        ),
        rows=tuple(
            row(
                one.document,
                format_number(one.indicators, language),
                format_number(one.in_plan, language),
                format_number(one.aligned, language),
                "–" if one.word is None else ALIGNMENTS[one.word].say(language),
            )
            for one in found
        ),
        is_named=True,
    )


def _heading(heading: Text, things: Sequence[object], language: Language) -> Heading:
    number = format_number(len(things), language)
    text = _NOT_THE_SAME.say(language, heading=heading.say(language), number=number)
    return Heading(text=text, level=2)


def _disagreements(
    groups: Sequence[DocumentGroup], language: Language, amount: Amount
) -> Iterator[AnswerBlock]:
    """List the indicators in which documents disagree, each with its fields and cells."""
    found = [one for one in groups if one.disagreements]
    yield _heading_of_disagreements(found, language)
    for group in amount.shown(found):
        yield Paragraph(line=line(*_named(group), *_how(group, language)))
        yield Items(tuple(_disagreement(one, language) for one in group.disagreements))
    yield from amount.left(found, language)


def _heading_of_disagreements(found: Sequence[DocumentGroup], language: Language) -> AnswerBlock:
    if not found:
        return verdict("good", _NONE_DIFFERENT.say(language))
    return _heading(_DIFFERENT, found, language)


def _side_by_side(answer: Documents, language: Language, amount: Amount) -> Iterator[AnswerBlock]:
    """Show what differs, a row a field: of each document the value and its cell, or ``–``."""
    found = [one for one in answer.groups if one.disagreements]
    yield _heading_of_disagreements(found, language)
    codes = [one.document for one in answer.documents]
    if found:
        yield Table(
            title=_DIFFERENT.say(language),
            columns=(
                Column(_INDICATOR.say(language), 3),
                Column(_FIELD.say(language), 2),
                *(Column(code, 2) for code in codes),
            ),
            rows=tuple(
                row(
                    "" if number else cell(_named(group), _how(group, language)),
                    _field(one, language),
                    *(_of_document(code, one, language) for code in codes),
                )
                for group in amount.shown(found)
                for number, one in enumerate(group.disagreements)
            ),
        )
    yield from amount.left(found, language)


def _of_document(code: str, found: Disagreement, language: Language) -> Cell:
    """Write what a document states of a field, and where; ``–`` if it states nothing."""
    for value in found.values:
        for place in value.cells:
            if place.document == code:
                others = [one.value for one in found.values if one is not value]
                text = _worded(value.value, others, found.field, language)
                return cell(text, line(quiet(f"{place.origin or place.id} {place.column}")))
    return cell("–")


def _field(found: Disagreement, language: Language) -> str:
    heading = FIELDS[found.field].say(language)
    return heading if found.year is None else f"{heading} {found.year}"


def _disagreement(found: Disagreement, language: Language) -> Line:
    """Describe one field: each value with the cells that have it."""
    values = [_value(one, found, language) for one in found.values]
    return line(f"{_field(found, language)}: ", *join_lines(values, " ≠ "))


def difference(found: Disagreement, language: Language) -> str:
    """Return one field in a line: each value with the cells that have it."""
    return plain(_disagreement(found, language))


def _value(found: StatedValue, among: Disagreement, language: Language) -> Line:
    others = [one.value for one in among.values if one is not found]
    cells = ", ".join(
        f"{cell.document} {cell.origin or cell.id} {cell.column}" for cell in found.cells
    )
    text = _worded(found.value, others, among.field, language)
    return line(text, quiet(f" ({cells})"))


def _worded(
    value: Stated, others: Sequence[Stated], field: DocumentField, language: Language
) -> str:
    """Format a value so that it differs visibly from the others."""
    if isinstance(value, str):
        known = VALUES.get(f"{field}.{value}")
        return value if known is None else known.say(language)
    return value_text(value, language, beside=others)


def value_text(value: Stated | None, language: Language, *, beside: Sequence[Stated] = ()) -> str:
    """Return a value as text: names one after the other, numbers unlike those ``beside`` them."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return "; ".join(map(str, value))
    return format_number(_number(value), language, beside=[_number(one) for one in beside])


def _number(value: Stated | None) -> Number:
    """Return a number or a range; None for what is neither."""
    if not isinstance(value, tuple):
        return None if isinstance(value, str) else value
    ends = [one for one in value if not isinstance(one, str)]
    return (ends[0], ends[-1]) if ends else None


def _named(group: DocumentGroup) -> Line:
    """Name an indicator; where the plan has it, with a page to lead to."""
    if PLAN in group.documents:
        return record(group.name, group.documents[PLAN])
    if not group.name or group.name == group.id:
        return line(strong(group.id))
    return line(strong(group.name), quiet(f" ({group.id})"))


def _how(group: DocumentGroup, language: Language) -> Line:
    """Say how a group was matched, where that is not by its id."""
    words = {"name": _MATCHED, "name-alone": _MATCHED_ALONE}
    if group.matched_by not in words:
        return ()
    return (quiet(f" · {words[group.matched_by].say(language)}: {_ids(group)}"),)


def _ids(group: DocumentGroup) -> str:
    return ", ".join(f"{document} {one}" for document, one in group.documents.items())


def _listed(group: DocumentGroup, language: Language) -> Line:
    return line(*_named(group), quiet(f" · {', '.join(group.documents)}"), *_how(group, language))


def _ambiguous(answer: Documents, language: Language, amount: Amount) -> Iterator[AnswerBlock]:
    yield _heading(GROUPS["ambiguous"], answer.ambiguous, language)
    if answer.ambiguous:
        yield note(_UNCLEAR_MEANING.say(language))
    yield from amount.items(
        answer.ambiguous,
        lambda one: line(
            one.name, quiet(f" · {', '.join(f'{each.document} {each.id}' for each in one.records)}")
        ),
        language,
    )


def _rest(answer: Documents, language: Language, *, has_options: bool) -> Iterator[AnswerBlock]:
    """Count what is not listed; with the option of the command that lists it, if it has some."""

    def hint(only: Only) -> str:
        return f" (--only {only})" if has_options else ""

    groups = answer.groups
    agree = [one for one in groups if len(one.documents) > 1 and not one.disagreements]
    single = [one for one in groups if len(one.documents) == 1]
    outside = [one for one in groups if one.is_outside]
    named = [one for one in agree if one.matched_by != "id"]
    if agree or single or answer.ambiguous:
        yield Heading(text=_REST.say(language), level=2)
    if agree:
        yield note(_AGREE.say(language, number=format_number(len(agree), language)))
    if named:
        pairs = few((f"{one.name} ({_ids(one)})" for one in named), language)
        number = format_number(len(named), language)
        yield note(_BY_NAME.say(language, number=number, names=pairs))
    if single:
        number = format_number(len(single), language)
        yield note(_SINGLE.say(language, number=number, hint=hint("single")))
    if outside and answer.summary.outside_cascade is not None:
        names = few((plain(_named(one)) for one in outside), language)
        number = format_number(len(outside), language)
        yield note(_OUTSIDE.say(language, number=number, hint=hint("outside"), names=names))
    if answer.ambiguous:
        names = few((one.name for one in answer.ambiguous), language)
        number = format_number(len(answer.ambiguous), language)
        yield note(_UNCLEAR.say(language, number=number, hint=hint("ambiguous"), names=names))
