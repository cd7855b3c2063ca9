"""A loaded plan in Python, with a method for every query of the command line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from kinerja_graph.analysis.documents import Documents, Only
from kinerja_graph.analysis.network import Network
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.analysis.nodes import require_agencies
from kinerja_graph.audit.finding import Audit, FollowUpState
from kinerja_graph.audit.follow_up import FollowUpFilter, FollowUpList
from kinerja_graph.errors import UsageError
from kinerja_graph.forms.fill import FilledForm
from kinerja_graph.forms.filling import Asked
from kinerja_graph.model.completeness import Completeness
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.render.map_picture import map_svg
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.page import html
from kinerja_graph.render.pyvis_network import make_pyvis
from kinerja_graph.render.sight import Sight
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.report.formats.registry import format_of
from kinerja_graph.report.readers import DEFAULT_READER, read_annexes, read_reader
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import every_document
from kinerja_graph.texts import Language, _
from kinerja_graph.views.registry import VIEWS
from kinerja_graph.views.spec import ViewSpec
from kinerja_graph.workflow import views as use
from kinerja_graph.workflow.asking import ask_together, ask_view
from kinerja_graph.workflow.auditing import AuditOptions, measured_audit
from kinerja_graph.workflow.comparing import Compared, compare
from kinerja_graph.workflow.connection import connect, connect_and_list
from kinerja_graph.workflow.document_rules import run_rule_set
from kinerja_graph.workflow.documents import compare_loaded
from kinerja_graph.workflow.forms import fill_form, form_folder
from kinerja_graph.workflow.history import only_follow_ups
from kinerja_graph.workflow.loading import load
from kinerja_graph.workflow.networks import select_network
from kinerja_graph.workflow.pictures import marks, scene
from kinerja_graph.workflow.plan_views import PlanViews
from kinerja_graph.workflow.pyvis_networks import FEWER_BOXES, MAX_BOXES, check_boxes
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.recorded_follow_ups import recorded_follow_ups
from kinerja_graph.workflow.reports import (
    ReportFile,
    ReportOptions,
    report,
    time_of_report,
    write_report,
)
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.scenes import measure_whole
from kinerja_graph.workflow.selecting import selected_ids
from kinerja_graph.workflow.view import Drawing, View, to_graph

if TYPE_CHECKING:
    import networkx
    from pyvis.network import Network as PyvisNetwork  # type: ignore[import-untyped]

    from kinerja_graph.workflow.follow_ups import FollowUpHistory, NoteList
    from kinerja_graph.workflow.local_follow_ups import LocalFollowUps

T = TypeVar("T")


class Plan(PlanViews):
    """One edition of one dataset, ready to be queried.

    Each call opens and closes the graph; inside ``with plan:`` all calls share one connection.

    >>> from kinerja_graph import Plan
    >>> plan = Plan.load("examples/traffic-slide")
    >>> plan
    <Plan salindia-lalu-lintas 1>
    >>> with plan:
    ...     alignment = plan.align("LALIN").answer
    ...     outcomes = plan.select("level:0,label:objective")
    >>> [share.id for share in alignment.shares], outcomes
    (['dishub', 'polri', 'pu', 'trantib'], ('LALIN',))
    """

    def __init__(
        self,
        dataset: str | None = None,
        edition: str | None = None,
        document: str | None = None,
        *,
        settings: Settings | None = None,
    ) -> None:
        """Open a plan that is loaded already.

        Args:
            dataset: its dataset; None for the only one.
            edition: its edition; None for the newest.
            document: one of its documents; None for the plan, or the only one without plan.
            settings: where the graph is; None for the settings of the command line.

        Raises:
            UsageError: there is no such dataset, edition or document, or there are several
                datasets and none is named.
            StoreError: the engine does not start or answer.
        """
        self.settings = settings or read_settings()
        self._open: Store | None = None
        self._closing = ExitStack()
        with use.open_edition(self.settings, EditionRef(dataset, edition, document)) as (
            _store,
            found,
        ):
            self._edition = found

    @classmethod
    def load(
        cls, path: str | Path, *, wish: ReadOptions | None = None, settings: Settings | None = None
    ) -> Self:
        """Load plan files as one snapshot, all or nothing, and return the plan.

        Raises:
            SourceError: the input has errors; nothing was loaded.
            StoreError: the database failed; what readers see is unchanged.
        """
        chosen = settings or read_settings()
        edition = load(Path(path), settings=chosen, wish=wish).loaded.edition
        return cls(edition.dataset, edition.edition, edition.code, settings=chosen)

    @property
    def edition(self) -> Edition:
        """The edition as it was found: dataset, name, years, and time of loading."""
        return self._edition

    @property
    def language(self) -> Language:
        """The language of sentences and pictures."""
        return self.settings.lang or "id"

    def select(self, selector: str, *, labels: Collection[str] = CHAINED) -> tuple[str, ...]:
        """Return the ids that a selector selects, sorted (docs/selectors.md).

        Only records with one of ``labels`` count, by default results and tasks.

        Raises:
            UsageError: it cannot be parsed, names something that does not exist, or selects
                nothing.
        """
        with self._open_edition() as (store, edition):
            decided = read_rule_set(self.settings)
            return selected_ids(store, edition, [selector], takes=labels, rule_set=decided)

    def each(self, selector: str, ask: Callable[[str], View[T]]) -> list[View[T]]:
        """Call a method of this plan for each record that a selector selects; return the answers.

        ``plan.each("level:0", plan.align)`` is a list of alignments.

        Raises:
            UsageError: as for ``select`` and for the method.
        """
        view = VIEWS.get(getattr(ask, "__name__", ""))
        labels = CHAINED if view is None or view.subject is None else view.subject.labels
        with self if self._open is None else nullcontext():
            return [ask(one) for one in self.select(selector, labels=labels)]

    def audit(self, *rules: str, agencies: Sequence[str] = ()) -> View[Audit]:
        """Audit the plan by these rules, or by all rules if none is named.

        ``agencies`` are the ids of those whose findings are listed; empty: all. Summary and
        overview are those of the whole audit all the same.

        Raises:
            UsageError: there is no such rule or agency.
        """
        decided = read_rule_set(self.settings, rules)
        with self._open_edition() as (store, edition):
            require_agencies(store, [edition], agencies)
            audit = measured_audit(store, edition, decided)
            recorded = recorded_follow_ups(self.settings)
            audit = only_follow_ups(recorded).apply(store, edition, audit, decided)
            found = replace(audit, listed_agencies=tuple(agencies))
        return self._make_view("audit", found, as_json(found, self.language))

    def follow_ups(
        self,
        *,
        overdue: bool = False,
        agencies: Sequence[str] = (),
        states: Sequence[FollowUpState] = (),
    ) -> View[FollowUpList]:
        """List what is done about findings, held against the audit of this edition.

        Args:
            overdue: only overdue ones.
            agencies: only of findings of these agencies (ids).
            states: only in these states: ``open``, ``in-progress``, ``done``.

        Raises:
            UsageError: there is no such agency.
        """
        chosen = FollowUpFilter(overdue=overdue, agencies=tuple(agencies), states=tuple(states))
        with self._open_edition() as (store, edition), self._accounts() as accounts:
            require_agencies(store, [edition], agencies)
            found = accounts.list(store, edition, chosen)
        return self._make_view("follow-ups", found, as_json(found))

    def follow_up(self, fingerprint: str) -> View[FollowUpHistory]:
        """Return the follow-up of a finding, with every state that was entered.

        Raises:
            UsageError: none is recorded of such a finding.
        """
        with self._open_edition() as (store, edition), self._accounts() as accounts:
            found = accounts.history(store, edition, fingerprint)
        return self._make_view("follow-up", found, as_json(found))

    def set_follow_up(
        self,
        fingerprint: str,
        *,
        state: FollowUpState | None = None,
        person: str | None = None,
        due: date | str | None = None,
        note: str | None = None,
    ) -> View[FollowUpHistory]:
        """Enter what is done about a finding of this edition; return its follow-up.

        What is None stays as it is; an empty text removes the name, the date or the note.

        Args:
            fingerprint: that of the finding.
            state: ``open`` (of a new one unless given), ``in-progress`` or ``done``.
            person: who does it.
            due: until when.
            note: what is to be said about it.

        Raises:
            UsageError: there is no such finding, or a value cannot be used.
        """
        day = due.isoformat() if isinstance(due, date) else due
        with self._open_edition() as (store, edition), self._accounts() as accounts:
            accounts.enter(
                store, edition, fingerprint, state=state, person=person, due=day, note=note
            )
            found = accounts.history(store, edition, fingerprint)
        return self._make_view("follow-up", found, as_json(found))

    def notes(self, record: str | None = None) -> View[NoteList]:
        """Return the notes on a record, or on all records of the dataset, newest first.

        Raises:
            UsageError: there is no such record.
        """
        with self._open_edition() as (store, edition), self._accounts() as accounts:
            found = accounts.notes(store, edition, record)
        return self._make_view("notes", found, as_json(found))

    def add_note(self, record: str, text: str) -> View[NoteList]:
        """Write a note on a record; return all notes on it.

        Raises:
            UsageError: there is no such record, or the note is empty or too long.
        """
        with self._open_edition() as (store, edition), self._accounts() as accounts:
            accounts.write_note(store, edition, record, text)
            found = accounts.notes(store, edition, record)
        return self._make_view("notes", found, as_json(found))

    def report(
        self,
        out: str | Path,
        *,
        for_: str = DEFAULT_READER,
        agency: str | Sequence[str] = (),
        annex: str | Sequence[str] = (),
        template: str | Path | None = None,
    ) -> ReportFile:
        """Write the report of the plan to a file; its ending says the format.

        ``for_`` is ``pimpinan`` (two pages), ``inspektur`` (ten, to sign) or ``opd`` (a checklist
        for the agencies ``agency``); ``annex`` names annexes, or ``all`` of them (docs/reports.md).

        Raises:
            UsageError: there is no such reader, agency, annex or format, or the template is faulty.
            StoreError: the database failed.
        """
        options = ReportOptions(
            audit_options=AuditOptions(
                read_rule_set(self.settings),
                only_follow_ups(recorded_follow_ups(self.settings)),
            ),
            language=self.language,
            made=time_of_report(),
            reader=read_reader(for_),
            agencies=(agency,) if isinstance(agency, str) else tuple(agency),
            annexes=read_annexes([annex] if isinstance(annex, str) else annex),
        )
        path = Path(out)
        own = format_of(path).read_template(None if template is None else Path(template))
        with self._open_edition() as (store, edition):
            found = report(store, edition, options)
        return write_report(found, path, template=own)

    def form(  # noqa: PLR0913 - each is an option of the form
        self,
        name: str,
        *,
        unit: str | None = None,
        position: str | None = None,
        tag: str | None = None,
        year: int | None = None,
        since: str | None = None,
        baseline: str | Path | None = None,
        forms: str | Path | None = None,
    ) -> FilledForm:
        """Return an official form, filled from the plan.

        Args:
            name: the form.
            unit: the unit that it is filled for; None: the whole plan.
            position: the post that it is filled for, in place of a unit.
            tag: only records with this theme.
            year: the year; None: as the form says.
            since: an earlier edition to hold the plan against.
            baseline: a file of findings of an earlier audit.
            forms: a folder of own forms; None: ``folder`` of the settings.

        Raises:
            UsageError: there is no such form, unit, post or edition, the form takes no such option,
                or the file is no baseline.
            LibraryError: the file of the form breaks a rule.

        >>> from kinerja_graph import Plan
        >>> form = Plan.load("examples/city/2026-murni").form("iku", unit="dishub")
        >>> [row.ids for row in form.tables[0].rows]
        [('DHB-1a',), ('DHB-1b',)]
        """
        folder = form_folder(self.settings, None if forms is None else Path(forms))
        asked = Asked(
            unit=unit,
            position=position,
            tag=tag,
            year=year,
            since=since,
            baseline=None if baseline is None else str(baseline),
        )
        declared = folder.read(name)
        with self._open_edition() as (store, edition):
            return fill_form(store, edition, declared, asked, settings=self.settings)

    def compare(self, before: str) -> View[Compared]:
        """Compare the plan with an earlier edition of the same dataset, including findings."""
        earlier = EditionRef(self._edition.dataset, before)
        decided = read_rule_set(self.settings)
        sides = (earlier, self._edition_ref)
        if self._open is None:
            with connect_and_list(self.settings) as (store, editions):
                found = compare(store, sides, rule_set=decided, found=editions)
        else:
            found = compare(self._open, sides, rule_set=decided)
        return self._make_view("compare", found, as_json(found, self.language))

    def documents(
        self, selector: str | None = None, *, only: Only | None = None
    ) -> View[Documents]:
        """Hold the documents of the plan's edition, the plan among them, against each other.

        Args:
            selector: an id or a selector of indicators, of any document; None: all.
            only: only groups that ``disagree``, are ``outside`` the plan, in a ``single`` document
                or ``ambiguous``; None: all.

        Raises:
            UsageError: the edition has one document alone, or the selector selects no indicator.
        """
        decided = read_rule_set(self.settings)
        meant = EditionRef(self._edition.dataset, self._edition.edition)

        def compared(store: Store, editions: Iterable[Edition]) -> Documents:
            return compare_loaded(
                store, editions, meant, selector=selector, only=only, rule_set=decided
            )

        if self._open is None:
            with connect_and_list(self.settings) as (store, editions):
                found = compared(store, editions)
        else:
            found = compared(self._open, every_document(self._open))
        return self._make_view("documents", found, as_json(found))

    def query(self, text: str) -> View[use.QueryOutcome]:
        """Run a read-only Cypher query and return its rows; ``$scope`` is that of this plan."""
        opening = use.open_edition(self.settings, self._edition_ref, store=self._open)
        with opening as (store, edition):
            found = use.query(store, text, edition, settings=self.settings)
        return self._make_view("query", found, as_json(found))

    def draw(self, text: str | None = None) -> Drawing:
        """Draw everything, the chain of one record, or a selection, with its findings."""
        with self._open_edition() as (store, edition):
            decided = read_rule_set(self.settings)
            shown = select_network(store, edition, text, decided)
            found = run_rule_set(store, edition, decided, store.engine)
            whole = measure_whole(store, edition, shown)
        return self._drawing(shown, marks(found, decided.rules), text, whole)

    def to_networkx(self, text: str | None = None) -> networkx.DiGraph[str]:
        """Return results, tasks and the chain between them as a networkx graph, edges upward."""
        with self._open_edition() as (store, edition):
            decided = read_rule_set(self.settings)
            return to_graph(select_network(store, edition, text, decided))

    def to_pyvis(
        self,
        text: str | None = None,
        *,
        theme: ThemeName = "light",
        legend: bool = True,
        max_boxes: int | None = MAX_BOXES,
    ) -> PyvisNetwork:
        """Return a picture with its findings as a stock network of pyvis, to be changed and saved.

        Boxes stand on the places of the map and physics is off. Write it with
        ``kinerja_graph.save_network``: pyvis' own ``write_html`` loads files from the internet.

        Args:
            text: an id (its whole chain) or a selector; None for everything.
            theme: ``light``, ``dark`` or ``print``.
            legend: with nodes of kind ``Legend``: headings of columns, agencies and counts.
            max_boxes: refuse more boxes than this; None: any number, however slow.

        Raises:
            UsageError: it has too many boxes, or ``text`` selects nothing.
        """
        with self._open_edition() as (store, edition):
            decided = read_rule_set(self.settings)
            shown = scene(store, edition, text, rule_set=decided)
        if max_boxes is not None:
            check_boxes(shown.network, max_boxes, mend=FEWER_BOXES, where=repr(self))
        return make_pyvis(
            shown.network, shown.marks, language=self.language, theme=theme, legend=legend
        )

    def close(self) -> None:
        """Close the connection that ``with plan:`` opened."""
        self._open = None
        self._closing.close()

    def __enter__(self) -> Self:
        """Open one connection for all calls in the block."""
        if self._open is None:
            self._open = self._closing.enter_context(connect(self.settings))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self.close()

    def __repr__(self) -> str:
        """Return the dataset and edition in angle brackets."""
        return f"<Plan {self._edition.title}>"

    @property
    def _edition_ref(self) -> EditionRef:
        return EditionRef(self._edition.dataset, self._edition.edition, self._edition.code)

    def _open_edition(self) -> AbstractContextManager[tuple[Store, Edition]]:
        """Open the graph and the current edition; everything read in the block is consistent."""
        return use.open_checked_edition(self.settings, self._edition_ref, store=self._open)

    @contextmanager
    def _accounts(self) -> Generator[LocalFollowUps]:
        """Open the accounts database of this machine."""
        # SQLAlchemy is loaded only for plans that are asked about follow-ups
        from kinerja_graph.workflow.local_follow_ups import local_follow_ups  # noqa: PLC0415

        with local_follow_ups(self.settings) as opened:
            yield opened

    def _answer(self, name: str, subject: str | Sequence[str] | None, **values: Any) -> View[Any]:
        view = VIEWS[name]
        with self._open_edition() as (store, edition):
            decided = read_rule_set(self.settings)
            if isinstance(subject, Sequence) and not isinstance(subject, str):
                found = ask_together(store, edition, view, subject, rule_set=decided, **values)
            else:
                one = None if subject is None else self._resolve_id(store, edition, subject, view)
                found = ask_view(store, edition, view, one, **values)
        return self._make_view(name, found, as_json(found))

    def _resolve_id(self, store: Store, edition: Edition, text: str, view: ViewSpec) -> str:
        """Return the one id that ``text``, an id or a selector, selects."""
        takes = () if view.subject is None else view.subject.labels
        decided = read_rule_set(self.settings)
        ids = selected_ids(store, edition, [text], takes=takes, rule_set=decided)
        if len(ids) == 1:
            return ids[0]
        raise UsageError(
            _("“{text}” selects {number:record|records}; this answer is about one."),
            mend=_("For each of them: plan.each({text!r}, plan.{view})"),
            where=repr(self),
            code="several-selected",
            text=text,
            number=len(ids),
            view=view.name,
        )

    def _make_view(self, name: str, answer: T, data: Mapping[str, Any]) -> View[T]:
        drawn: Callable[[Network], Drawing] = self._draw_network
        return View(name, answer, data, self._network, drawn)

    def _network(self, ids: Collection[str]) -> Network:
        with self._open_edition() as (store, edition):
            return network(store, edition, only=ids)

    def _draw_network(self, shown: Network) -> Drawing:
        return self._drawing(shown, [], None)

    def _drawing(
        self,
        shown: Network,
        found: Sequence[Mark],
        text: str | None,
        whole: Completeness | None = None,
    ) -> Drawing:
        """Return a drawing of a network: its page, and how its still pictures are made."""

        def still(sight: Sight, theme: ThemeName, width: int | None) -> str:
            style = PictureStyle(language=self.language, theme=theme, width=width)
            return map_svg(shown, found, style, sight)

        page = html(shown, found, language=self.language, completeness=whole)
        return Drawing(page, self._title(text), still)

    def _title(self, text: str | None) -> str:
        name = self._edition.name or f"{self._edition.dataset} {self._edition.edition}"
        return name if text is None else f"{name}: {text}"
