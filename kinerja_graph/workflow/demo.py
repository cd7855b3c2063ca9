"""``demo``: load, audit, align and draw the bundled example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from kinerja_graph.analysis.alignment import Alignment, align
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.run import run
from kinerja_graph.errors import LibraryError
from kinerja_graph.files import write_whole
from kinerja_graph.library.queries import named
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.reading import Reading
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import Loaded
from kinerja_graph.store.load import load as load_cascade
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.connection import connect
from kinerja_graph.workflow.pictures import PictureStyle, draw_scene, scene
from kinerja_graph.workflow.reading import read_accepted
from kinerja_graph.workflow.rules import find_rules

EXAMPLE: Final = "slides"
EXAMPLES: Final = ("slides", "slides-ladders", "traffic-slide", "city")
EXAMPLE_SHEET: Final = "sheets/matriks.xlsx"
Stage = Callable[[Text], None]


@json_keys(
    "dataset=audit.dataset", "edition=audit.edition", "engine=audit.engine", "source",
    "loaded=loaded.counts", "summary=audit.counts", "align=outcome", "picture",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOutcome:
    """The outcome of the demonstration.

    Attributes:
        source: the folder of the plan files.
        reading, loaded: what was read and loaded.
        audit: the findings of all rules.
        outcome: the alignment behind its first cross-agency outcome.
        picture: the HTML file of the example.
        task: id of one of its tasks, to trace from; None if it has none.
    """

    source: Path
    reading: Reading
    loaded: Loaded
    audit: Audit
    outcome: Alignment
    picture: Path
    task: str | None


def demo(
    out: Path, *, settings: Settings, language: Language, stage: Stage | None = None
) -> DemoOutcome:
    """Load the example, audit it, align its cross-agency outcome, and draw it.

    Args:
        out: the folder for the picture; created if needed.
        settings: the settings in force.
        language: the language in which the picture opens.
        stage: called with a description of each step as it begins.

    Raises:
        LibraryError: the example is missing.
        StoreError: the engine does not start, or fails.
        UsageError: ``out`` cannot be written.

    >>> from pathlib import Path
    >>> from kinerja_graph import demo, read_settings
    >>> done = demo(Path("gambar"), settings=read_settings(), language="id")
    >>> done.picture.name, done.outcome.subject.id
    ('salindia.html', 'LALIN')
    """
    tell = stage or _ignore_stage
    source = example(EXAMPLE)
    reading, cascade = read_accepted(source, settings, None)
    tell(_("Starting the database engine …"))
    with connect(settings) as store:
        tell(_("Loading the example …"))
        loaded = load_cascade(store, cascade, settings=settings)
        tell(_("Auditing …"))
        audit = run(store, loaded.edition, find_rules(()), store.engine)
        tell(_("Drawing …"))
        outcome = align(store, loaded.edition, _cross_agency_outcome(store, loaded))
        page = draw_scene(
            scene(store, loaded.edition, None, findings=audit),
            ".html",
            PictureStyle(language=language),
        )
    picture = out / f"{loaded.edition.dataset}.html"
    write_whole(picture, page)
    return DemoOutcome(
        source=source,
        reading=reading,
        loaded=loaded,
        audit=audit,
        outcome=outcome,
        picture=picture,
        task=min((task.id for task in cascade.tasks), default=None),
    )


def example(name: str) -> Path:
    """Return the folder of a bundled example.

    Args:
        name: ``slides``, ``slides-ladders``, ``traffic-slide``, or ``city``, a folder with two
            editions.

    Raises:
        LibraryError: there is no example of that name, or it is not where it should be: beside the
            package in a checkout, inside it in a wheel.

    >>> from kinerja_graph import example
    >>> sorted(path.name for path in example("city").iterdir())[:2]
    ['2026-murni', '2026-perubahan.xlsx']
    """
    places = _places(name)
    for place in places:
        if name in EXAMPLES and place.is_dir():
            return place
    raise _missing(name, places)


def example_sheet() -> Path:
    """Return the bundled sheet that is not a plan, to try an import with.

    Raises:
        LibraryError: it is not where it should be, as ``example``.
    """
    places = _places(EXAMPLE_SHEET)
    for place in places:
        if place.is_file():
            return place
    raise _missing(EXAMPLE_SHEET, places)


def _places(name: str) -> tuple[Path, ...]:
    package = Path(str(files("kinerja_graph")))
    return (package / "examples" / name, package.parent / "examples" / name)


def _missing(name: str, places: tuple[Path, ...]) -> LibraryError:
    return LibraryError(
        _("The files of example {name} are missing."),
        mend=_("There are: {names}. Where one of these is missing, install kinerja-graph again."),
        where=", ".join(str(place) for place in places),
        code="example-missing",
        name=name,
        names=", ".join((*EXAMPLES, EXAMPLE_SHEET)),
    )


def _ignore_stage(_text: Text) -> None:
    """Report nothing."""


def _cross_agency_outcome(store: Store, loaded: Loaded) -> str:
    rows = store.read(named("find-cross-agency-outcomes"), scope=loaded.edition.scope)
    return min(str(row["id"]) for row in rows)
