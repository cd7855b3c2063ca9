"""Run a rule set over an edition, whose documents the rules about them are given matched.

Every audit of the product goes through ``run_rule_set`` of this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kinerja_graph.analysis.disagreements import Disagreement
from kinerja_graph.analysis.documents import DocumentGroup, Documents, documents
from kinerja_graph.audit import rule_set as rule_sets
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.matched import (
    NO_DOCUMENTS,
    MatchedDocuments,
    MatchedIndicator,
    SharedName,
)
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.audit.run import AuditProgress
from kinerja_graph.library.references import resolve
from kinerja_graph.library.statement import EngineInfo, EngineReader, Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.snapshots import documents_beside, refuse_others
from kinerja_graph.texts import LANGUAGES, Text
from kinerja_graph.workflow.edition_cache import checking_editions

_WORDED: Final = "report.answers.documents:difference"
_LEAST: Final = 2


def run_rule_set(
    store: EngineReader,
    edition: Edition,
    rule_set: RuleSet,
    engine: EngineInfo,
    *,
    progress: AuditProgress | None = None,
) -> Audit:
    """Audit ``edition`` with ``rule_set``; a plan together with the documents beside it.

    Where ``edition`` stands for all documents of an edition without plan, the rules about
    documents run alone.

    Raises:
        Unavailable: the engine no longer answers.
        EditionGone: a document was removed while it was read.
        StoreError: the database failed.
    """
    decided = rules_of_documents(rule_set) if edition.is_together else rule_set
    found = _documents_read(store, edition, decided)
    with checking_editions(store, *found):
        given = matched_documents(found, documents(store, found)) if found else NO_DOCUMENTS
        return rule_sets.run_rule_set(
            store, edition, decided, engine, documents=given, progress=progress
        )


def rules_of_documents(rule_set: RuleSet) -> RuleSet:
    """Return a rule set with the rules about several documents alone."""
    return replace(rule_set, rules=tuple(one for one in rule_set.rules if one.reads_documents))


def documents_of_audit(reader: Reader, edition: Edition) -> tuple[Edition, ...]:
    """Return the documents that an audit of ``edition`` holds together; none if it has one alone.

    A document that was chosen is audited alone, and so is a snapshot that is never listed.

    Raises:
        StoreError: the database failed, or a document was loaded by another version.
    """
    if (edition.document is not None and not edition.is_together) or not edition.first_loaded:
        return ()
    found = documents_beside(reader, edition)
    is_there = any(one.scope == edition.scope for one in found)
    return refuse_others(found) if is_there and len(found) >= _LEAST else ()


def matched_documents(found: Sequence[Edition], answer: Documents) -> MatchedDocuments:
    """Return what rules are given of the documents ``found``, held together in ``answer``."""
    clear = answer.shared_names - len(answer.ambiguous)
    return MatchedDocuments(
        tuple(found),
        [_indicator(one) for one in answer.groups],
        [
            *(
                SharedName(
                    records=[(each.document, each.id) for each in one.records],
                    places=[
                        f"{each.document} {each.id} ({each.origin})"
                        if each.origin
                        else f"{each.document} {each.id}"
                        for each in one.records
                    ],
                )
                for one in answer.ambiguous
            ),
            *(SharedName() for _unused in range(clear)),
        ],
    )


def _documents_read(reader: Reader, edition: Edition, rule_set: RuleSet) -> tuple[Edition, ...]:
    wanted = any(one.reads_documents and one.id not in rule_set.off for one in rule_set.rules)
    return documents_of_audit(reader, edition) if wanted else ()


def _indicator(group: DocumentGroup) -> MatchedIndicator:
    found = group.disagreements
    return MatchedIndicator(
        id=group.id,
        documents=tuple(group.documents),
        fields=sorted(_fields(found)),
        differences=_worded(found) if found else None,
        is_unclear=group.is_ambiguous,
    )


def _fields(found: Sequence[Disagreement]) -> Iterator[str]:
    for one in found:
        yield one.field if one.year is None else f"{one.field} {one.year}"


def _worded(found: Sequence[Disagreement]) -> Text:
    say = resolve(_WORDED)
    told = {language: "; ".join(say(one, language) for one in found) for language in LANGUAGES}
    return Text(id=told["id"], en=told["en"])
