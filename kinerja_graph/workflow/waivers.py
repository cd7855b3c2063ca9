"""Waivers and baselines stored by the service: propose, decide, import and export them.

They are imported and exported as the files of the command line (``--waivers``, ``--baseline``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from kinerja_graph.accounts import baselines, keys, people
from kinerja_graph.accounts import waivers as kept
from kinerja_graph.accounts.baselines import Baseline
from kinerja_graph.accounts.database import AccountsDatabase, now
from kinerja_graph.accounts.rights import Right
from kinerja_graph.accounts.waivers import FROM, Decision, Record, State, WaiverRequest
from kinerja_graph.audit.baseline import (
    BaselineFile,
    baseline_text,
    read_baseline,
    read_baseline_file,
    updated,
)
from kinerja_graph.audit.finding import Audit, ComparedWith
from kinerja_graph.audit.waiver import Waiver, is_fingerprint, read_waivers, waivers_text
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow.follow_ups import follow_ups_of
from kinerja_graph.workflow.history import AuditHistory
from kinerja_graph.workflow.rules import unknown_rule

__all__ = [
    "Baseline",
    "Decision",
    "Record",
    "State",
    "WaiverRequest",
    "baseline",
    "baseline_file",
    "decide",
    "history_of_dataset",
    "import_baseline",
    "import_waivers",
    "may_approve",
    "propose",
    "record",
    "records",
    "set_baseline",
    "waiver_of",
    "waivers",
    "waivers_file",
]

_DAY: Final = len("2026-11-25")
_FILE: Final = Path("kinerja.yaml")
_STATES: Final[dict[str, Text]] = {
    "proposed": _("proposed"),
    "approved": _("approved"),
    "rejected": _("rejected"),
    "withdrawn": _("withdrawn"),
}


def history_of_dataset(
    accounts: AccountsDatabase,
    dataset: str,
    *,
    other: Edition | None = None,
    today: date | None = None,
) -> AuditHistory:
    """Return the history of a dataset from the accounts database, for the options of an audit.

    Args:
        accounts: the accounts database.
        dataset: the dataset.
        other: an edition whose findings count as known in place of the baseline.
        today: the day on which waivers must be valid.
    """
    found = baselines.found(accounts, dataset)
    file = None if found is None else read_baseline_file(_FILE, found.text)
    return AuditHistory(
        other=other,
        known=None if file is None else file.known,
        beside=ComparedWith(
            day=file.day or found.set_at[:_DAY] if file and found else None,
            by=found.set_by if found else None,
        ),
        waivers=waivers(accounts, dataset) or None,
        follow_ups=follow_ups_of(accounts, dataset),
        today=today or date.today(),  # noqa: DTZ011  # the day where the service is
    )


def waivers(accounts: AccountsDatabase, dataset: str) -> tuple[Waiver, ...]:
    """Return the approved waivers of a dataset, for an audit."""
    return tuple(waiver_of(one) for one in kept.found(accounts, dataset))


def waiver_of(record: Record) -> Waiver:
    """Convert a waiver of the accounts database to one for an audit, as if it were approved."""
    wanted = record.wanted
    return Waiver(
        rule=wanted.rule,
        subject=wanted.subject or None,
        other=wanted.other,
        fingerprint=wanted.fingerprint,
        dataset=record.dataset,
        reason=wanted.reason,
        until=None if wanted.until is None else date.fromisoformat(wanted.until),
        by=wanted.by,
    )


def waivers_file(accounts: AccountsDatabase, dataset: str) -> str:
    """Return the approved waivers of a dataset as a file for ``kinerja audit --waivers``."""
    return waivers_text(waivers(accounts, dataset))


def records(
    accounts: AccountsDatabase, dataset: str, states: Sequence[State] = ("proposed", "approved")
) -> tuple[Record, ...]:
    """Return the waivers of a dataset in these states, in the order they were proposed."""
    return kept.found(accounts, dataset, states)


def record(accounts: AccountsDatabase, dataset: str, number: int) -> Record:
    """Return the waiver of a dataset with this number.

    Raises:
        UsageError: the dataset has none of this number (``unknown-waiver``).
    """
    found = kept.numbered(accounts, number)
    if found is None or found.dataset != dataset:
        raise _no_waiver(number)
    return found


def propose(
    accounts: AccountsDatabase,
    dataset: str,
    wanted: WaiverRequest,
    *,
    who: str,
    rules: Iterable[str],
    today: date | None = None,
) -> Record:
    """Propose a waiver.

    Args:
        accounts: the accounts database.
        dataset: the dataset.
        wanted: the requested waiver.
        who: who proposes it.
        rules: the ids of all existing rules.
        today: the earliest permitted end date.

    Raises:
        UsageError: there is no such rule, no subject, no reason, no future end date, or the
            fingerprint is invalid.
    """
    wanted = kept.tidied(wanted)
    known = sorted(rules)
    if wanted.rule not in known:
        raise unknown_rule(wanted.rule, known)
    for name in ("subject", "reason", "until"):
        if not getattr(wanted, name) and not (name == "subject" and wanted.fingerprint):
            raise _missing(name)
    if wanted.fingerprint is not None and not is_fingerprint(wanted.fingerprint):
        raise _no_fingerprint(wanted.fingerprint)
    return kept.propose(accounts, dataset, _dated(wanted, today), who=who)


def decide(
    accounts: AccountsDatabase,
    dataset: str,
    number: int,
    decision: Decision,
    *,
    who: str,
    admin: bool = False,
) -> Record:
    """Approve, reject or withdraw a waiver of a dataset.

    Args:
        accounts: the accounts database.
        dataset: the dataset.
        number: the number of the waiver.
        decision: the decision.
        who: who decides.
        admin: whether they administer the dataset, and so may approve their own proposals.

    Raises:
        UsageError: there is none with this number, its state does not permit this decision
            (``decided-already``), or somebody else has to approve it (``own-proposal``).
    """
    before = record(accounts, dataset, number)
    if decision == "approved" and not may_approve(accounts, before, who=who, admin=admin):
        raise _own_proposal(before)
    after = kept.decide(accounts, number, decision, who=who)
    if after is None:
        raise _already_decided(before, decision)
    return after


def may_approve(accounts: AccountsDatabase, record: Record, *, who: str, admin: bool) -> bool:
    """Return whether ``who``, a reviewer, may approve a waiver: proposers may not.

    Exceptions: an admin, and the only reviewer of a dataset, may approve their own.
    """
    if record.state != "proposed" or record.proposed_by != who or admin:
        return True
    moment = now()
    valid = (key for key in keys.every(accounts) if key.state(moment) == "valid")
    held = {f"{key.name} ({key.id})": key.grants for key in valid}
    held |= {person.name: person.grants for person in people.every(accounts)}
    judges = {name for name, grants in held.items() if grants.may(Right.JUDGE, record.dataset)}
    return judges <= {who}


def import_waivers(accounts: AccountsDatabase, dataset: str, text: str, *, who: str) -> int:
    """Import the waivers of a file for ``dataset`` as approved; return how many are new.

    Waivers for other datasets are ignored.

    Raises:
        UsageError: a line is invalid, or names nobody as responsible.
    """
    wanted: list[WaiverRequest] = []
    for one in read_waivers(_FILE, text):
        if one.dataset not in (None, dataset):
            continue
        for name in ("reason", "until", "by"):
            if getattr(one, name) is None:
                raise _missing(name, line=one.line)
        until = None if one.until is None else one.until.isoformat()
        wanted.append(
            WaiverRequest(
                rule=one.rule,
                subject=one.subject or "",
                other=one.other,
                fingerprint=one.fingerprint,
                reason=one.reason,
                until=until,
                by=one.by,
            )
        )
    return kept.take(accounts, dataset, wanted, who=who)


def baseline(accounts: AccountsDatabase, dataset: str) -> Baseline | None:
    """Return the baseline of a dataset, with who set it and when; None if none was set."""
    return baselines.found(accounts, dataset)


def baseline_file(accounts: AccountsDatabase, dataset: str) -> str:
    """Return the baseline of a dataset as a file for ``kinerja audit --baseline``."""
    found = baselines.found(accounts, dataset)
    return baseline_text(()) if found is None else found.text


def set_baseline(accounts: AccountsDatabase, audit: Audit, *, who: str) -> Baseline:
    """Store the findings of ``audit``, except waived ones, as the baseline of its dataset.

    Raises:
        UsageError: a rule failed, so that the audit is incomplete (``audit-incomplete``).
    """
    if audit.failed:
        raise UsageError(
            _("The audit is incomplete; rules failed: {rules}"),
            mend=_("Run the audit again."),
            code="audit-incomplete",
            rules=", ".join(run.id for run in audit.failed),
        )
    before = baselines.found(accounts, audit.dataset)
    known = () if before is None else read_baseline(_FILE, before.text)
    today = now().date().isoformat()
    return _store_baseline(
        accounts, audit.dataset, BaselineFile(updated(known, [audit]), today), who
    )


def import_baseline(accounts: AccountsDatabase, dataset: str, text: str, *, who: str) -> Baseline:
    """Import the entries for ``dataset`` from a baseline file; ignore the rest of the file.

    Raises:
        UsageError: it is not a baseline; with the line.
    """
    file = read_baseline_file(_FILE, text)
    known = tuple(one for one in file.known if one.dataset == dataset)
    return _store_baseline(accounts, dataset, replace(file, known=known), who)


def _store_baseline(
    accounts: AccountsDatabase, dataset: str, file: BaselineFile, who: str
) -> Baseline:
    text = baseline_text(file.known, file.day)
    return baselines.put(accounts, dataset, text, entries=len(file.known), who=who)


def _dated(wanted: WaiverRequest, today: date | None) -> WaiverRequest:
    text = wanted.until or ""
    first = today or date.today()  # noqa: DTZ011  # the day where the service is
    try:
        until = date.fromisoformat(text)
    except ValueError:
        until = None
    if until is None or until < first:
        raise UsageError(
            _("{text} is not a date in the future."),
            mend=_("Write YYYY-MM-DD: 2027-03-31."),
            where="until",
            code="bad-date",
            text=text,
        )
    return replace(wanted, until=until.isoformat())


def _missing(name: str, line: int | None = None) -> UsageError:
    return UsageError(
        _("A waiver has no {name}."),
        mend=_("Give its reason, its last day (until), and who is responsible (by)."),
        where=name if line is None else f"{line}: {name}",
        code="waiver-incomplete",
        name=name,
    )


def _no_fingerprint(text: str) -> UsageError:
    return UsageError(
        _("“{text}” is not the fingerprint of a finding."),
        mend=_("Copy it from the finding: 24 hexadecimal digits."),
        where="fingerprint",
        code="bad-value",
        text=text,
    )


def _no_waiver(number: int) -> UsageError:
    return UsageError(
        _("There is no waiver {number}."),
        mend=_("See the list of waivers."),
        code="unknown-waiver",
        number=number,
    )


def _own_proposal(before: Record) -> UsageError:
    return UsageError(
        _("You proposed waiver {number} yourself; somebody else has to approve it."),
        mend=_("Ask another inspector or an admin to approve it; you may reject it yourself."),
        code="own-proposal",
        number=before.number,
    )


def _already_decided(before: Record, decision: Decision) -> UsageError:
    state = _STATES[before.state]
    need = _STATES[FROM[decision]]
    return UsageError(
        Text(
            id=f"Pengecualian nomor {before.number} sudah {state.id}.",
            en=f"Waiver {before.number} is {state.en} already.",
        ),
        mend=Text(
            id=f"Hanya pengecualian yang {need.id} dapat diputuskan begitu.",
            en=f"Only a waiver that is {need.en} can be decided so.",
        ),
        code="decided-already",
    )
