"""What the documents of an audit share: what is reported, by which rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from typing import Final

from kinerja_graph.audit.finding import Audit, Finding
from kinerja_graph.audit.waiver import Waiver, WaiverUse
from kinerja_graph.library.rule import Rule
from kinerja_graph.library.words import WAIVER_STATES
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import Language, Text, _

PRODUCT: Final = "kinerja_graph"
_ACCEPTED: Final = _("{reason} (by {by}, until {until})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """An audit, and the edition it is about.

    Attributes:
        audit: the findings.
        edition: what they are about.
        agencies: names of its agencies, by id.
        path_of: the path of an input file, for formats that point into files.
    """

    audit: Audit
    edition: Edition
    agencies: Mapping[str, str] = field(default_factory=dict[str, str])
    path_of: Callable[[str], str] = str


@dataclass(frozen=True, kw_only=True)
class ReportContext:
    """Rules as a document presents them, in one language.

    Attributes:
        rules: sorted by id, with their effective severities.
        mends: how to fix findings in general, by rule id.
        language: the language of every sentence.
        digest: SHA-256 of the rules.
    """

    rules: Sequence[Rule]
    mends: Mapping[str, str]
    language: Language
    digest: str = ""

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Return the rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Return the titles of the rules by id, in the language of the book."""
        return {name: self.say(rule.title) for name, rule in self.by_id.items()}

    def say(self, text: Text, /, **facts: object) -> str:
        """Return ``text`` in the language of the document."""
        return text.say(self.language, **facts)


def counts(audit: Audit, finding: Finding) -> bool:
    """Tell whether a finding counts today: not waived and, with a baseline, not known."""
    return finding.status == "new" or (finding.status == "existing" and not audit.with_baseline)


def accepted(waiver: Waiver, language: Language) -> str:
    """Say why a finding is accepted, by whom and until when."""
    return _ACCEPTED.say(language, reason=waiver.reason, by=waiver.by, until=waiver.until)


def state_of(use: WaiverUse, language: Language) -> str:
    """Describe the state of a waiver."""
    return WAIVER_STATES[use.state].say(language, n=use.findings, until=use.waiver.until)


def product_version() -> str:
    """Return the version of the program that makes the document."""
    return version("kinerja-graph")
