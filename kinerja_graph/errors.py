"""The exception hierarchy: every failure that a user can see, with what, where and how to fix it.

KinerjaError                 exit 70 unless a subclass says otherwise
├── UsageError               exit 2   a wrong argument, an unknown id
│   ├── SettingsError        exit 2   a setting that cannot be used
│   └── StatementRefused     exit 2   a query that is not read-only
├── SourceError              exit 3   an input that was refused (``sources`` adds the problems)
├── LibraryError             exit 2   a rule or query file that breaks its own rules
├── StoreError               exit 4   database trouble
│   ├── EngineError          exit 4   an engine that does not start or stop
│   ├── Unavailable          exit 4   no answer from the address given
│   ├── EditionGone          exit 4   an edition that was removed while it was read
│   └── TimeLimitReached     exit 4   a statement that was stopped at its limit
├── AuditError               exit 4   a rule that failed
└── RenderError              exit 70  a picture or document that could not be made
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, cast

from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Language, Text


@json_keys("code", "message", "where", "remedy", "exit_code", optional=("nearest",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A failure as part of an answer.

    Attributes:
        code: a short name for scripts, in kebab case.
        message: what happened.
        where: file, row, address or option concerned; None if there is none.
        remedy: what the user can do.
        exit_code: the exit code of the command.
        nearest: after an unknown name: known names similar to it, best first.
    """

    code: str
    message: Text
    where: str | None
    remedy: Text
    exit_code: int
    nearest: list[str] | None = None


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """What a command answers where it fails."""

    error: Failure


class KinerjaError(Exception):
    """A failure shown to the user: what happened, where, and how to fix it.

    Attributes:
        what: the sentence that says what happened, facts filled in, in both languages.
        where: file, row, address or option concerned; empty if there is none.
        mend: the sentence that says what the user can do.
        code: a short name for scripts, in kebab case.
        facts: the values used in the sentences.

    >>> from kinerja_graph import KinerjaError, Plan
    >>> try:
    ...     Plan.load("examples/slides").trace("SOP-9")
    ... except KinerjaError as error:
    ...     print(error.code, error.exit_code, error.facts["nearest"])
    unknown-id 2 ['SOP-1', 'SOP-2', 'SOP-3']
    """

    exit_code: ClassVar[int] = 70
    code: str = "internal-error"

    def __init__(
        self, what: Text, *, mend: Text, where: str = "", code: str = "", **facts: object
    ) -> None:
        self.what = what.filled(**facts) if facts else what
        self.mend = mend.filled(**facts) if facts else mend
        self.where = where
        self.facts = facts
        if code:
            self.code = code
        super().__init__(self.tell("en"))

    @property
    def failure(self) -> Failure:
        """The failure as data."""
        nearest = self.facts.get("nearest")
        return Failure(
            code=self.code,
            message=self.what,
            where=self.where or None,
            remedy=self.mend,
            exit_code=self.exit_code,
            nearest=cast("list[str]", nearest) if isinstance(nearest, list) else None,
        )

    def tell(self, language: Language) -> str:
        """Return the failure as up to three lines in ``language``: what, where, how to fix it."""
        labels = {"id": ("Di", "Perbaikan"), "en": ("Where", "How to fix")}[language]
        lines = [self.what.say(language)]
        if self.where:
            lines.append(f"  {labels[0]}: {self.where}")
        lines.append(f"  {labels[1]}: {self.mend.say(language)}")
        return "\n".join(lines)


class UsageError(KinerjaError):
    """A command, option or id that cannot be used as given."""

    exit_code = 2
    code = "usage"


class SettingsError(UsageError):
    """A setting (option, environment, ``kinerja.toml``) with a value that cannot be used."""

    code = "bad-setting"


class StatementRefused(UsageError):
    """A free query that would write or call something, or has more than one statement."""

    code = "statement-refused"


class SourceError(KinerjaError):
    """An input that was refused; nothing of it was loaded."""

    exit_code = 3
    code = "input-refused"


class LibraryError(KinerjaError):
    """A rule or query file that cannot be used."""

    exit_code = 2
    code = "bad-library-file"


class StoreError(KinerjaError):
    """A problem with the database."""

    exit_code = 4
    code = "database-trouble"


class EngineError(StoreError):
    """An engine that does not start, stop or answer as it should."""

    code = "engine-trouble"


class Unavailable(StoreError):
    """Nothing answers at the address, or access is refused."""

    code = "unavailable"


class EditionGone(StoreError):
    """An edition that was removed while it was being read, so the result may be incomplete."""

    code = "edition-gone"


class TimeLimitReached(StoreError):
    """A statement that was stopped because it ran longer than its limit."""

    code = "time-limit"


class AuditError(KinerjaError):
    """A rule that failed while the audit ran."""

    exit_code = 4
    code = "rule-failed"


class RenderError(KinerjaError):
    """A picture or document that could not be created."""

    code = "render-failed"
