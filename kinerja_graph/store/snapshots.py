"""Which editions there are, and which one is meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Final

from kinerja_graph.errors import StoreError, UsageError
from kinerja_graph.library.queries import named, schema
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import ANY, Edition, EditionRef
from kinerja_graph.model.schema import NODES, SCHEMA_VERSION
from kinerja_graph.texts import Text, _

_NEAREST = 3
_WAITING = _("nobody has done it yet.")


def editions(reader: Reader) -> tuple[Edition, ...]:
    """Every visible edition, by dataset and, in a dataset, from the first loaded to the newest.

    Raises:
        StoreError: one of them was loaded by another version of the product.
    """
    return refuse_others(every_edition(reader))


def every_edition(reader: Reader) -> tuple[Edition, ...]:
    """As ``editions``, those that another version loaded among them."""
    found = [
        Edition(**{name: value for name, value in row.items() if value is not None})
        for row in reader.read(named("editions"))
    ]
    return tuple(sorted(found, key=lambda item: (item.dataset, item.first_loaded, item.edition)))


def editions_beside(reader: Reader, edition: Edition) -> tuple[Edition, ...]:
    """The editions of the dataset of ``edition``, from the first loaded to the newest.

    Of other datasets nothing is told, whatever became of this one since it was found.

    Raises:
        StoreError: one of them was loaded by another version of the product.
    """
    return refuse_others(item for item in every_edition(reader) if item.dataset == edition.dataset)


def named_beside(beside: Iterable[Edition], edition: Edition, name: str, *, option: str) -> Edition:
    """The edition ``name`` among those ``beside`` ``edition``, all of one dataset.

    ``option`` is where the user named it.

    Raises:
        UsageError: there is none; with the names that there are, the nearest first. Where nothing
            stands beside it, its dataset is not loaded.
    """
    listed = list(beside)
    for item in listed:
        if item.edition == name:
            return item
    if not listed:
        raise _unknown(_NO_DATASET, edition.dataset, (), where="--dataset")
    known = [item.edition for item in listed]
    raise _unknown(_NO_EDITION, name, known, where=option, dataset=edition.dataset)


def loaded_before(edition: Edition, beside: Iterable[Edition]) -> Edition | None:
    """The newest of the editions ``beside`` that was first loaded before ``edition``."""
    before = [item for item in beside if item.first_loaded < edition.first_loaded]
    return max(before, key=lambda item: item.first_loaded, default=None)


def first_gone(reader: Reader, wanted: Iterable[Edition]) -> Edition | None:
    """The first of these snapshots of which something may have been removed; None: all stand.

    One that was replaced stands until it is due to be removed (``keep_replaced``).

    Raises:
        StoreError: the database does not answer.
    """
    listed = tuple(wanted)
    if not listed:
        return None
    rows = reader.read(schema("scopes-stand"), within=[item.scope for item in listed])
    standing = {row["scope"] for row in rows}
    return next((item for item in listed if item.scope not in standing), None)


def refuse_newer(edition: Edition) -> None:
    """Refuses an edition whose graph this version may not understand.

    Raises:
        StoreError: a newer version of the product loaded it (``newer-schema``).
    """
    if edition.schema_version > SCHEMA_VERSION:
        raise _newer(edition)


def refuse_other(edition: Edition) -> None:
    """Refuses an edition whose shape is not today's.

    Raises:
        StoreError: a newer version of the product loaded it (``newer-schema``), or an older one
            that nobody has moved to today's shape yet (``older-schema``).
    """
    refuse_newer(edition)
    if edition.schema_version < SCHEMA_VERSION:
        raise older(edition, _WAITING)


def refuse_others(found: Iterable[Edition]) -> tuple[Edition, ...]:
    """The editions ``found``, all of them of today's shape.

    Raises:
        StoreError: as ``refuse_other``, of one of them.
    """
    listed = tuple(found)
    for edition in listed:
        refuse_other(edition)
    return listed


def find_edition(
    reader: Reader,
    meant: EditionRef = ANY,
    *,
    option: str = "--edition",
    dataset_option: str = "--dataset",
) -> Edition:
    """The edition meant: the named one; unnamed, the newest one of the only dataset.

    The newest is the one first loaded last, whatever was loaded again since. ``option`` and
    ``dataset_option`` are where the user named the edition and the dataset.

    Raises:
        UsageError: nothing is loaded, or no such dataset or edition, or several datasets and
            none named; with the names that there are, the nearest first.
        StoreError: as ``editions``.
    """
    return chosen(editions(reader), meant, option=option, dataset_option=dataset_option)


def chosen(
    found: Sequence[Edition],
    meant: EditionRef,
    *,
    option: str = "--edition",
    dataset_option: str = "--dataset",
) -> Edition:
    """As ``find_edition``, among the editions ``found``.

    Raises:
        UsageError: as ``find_edition``.
    """
    wanted = chosen_dataset({item.dataset for item in found}, meant.dataset, option=dataset_option)
    of_dataset = [item for item in found if item.dataset == wanted]
    if meant.edition is None:
        return of_dataset[-1]
    return named_beside(of_dataset, of_dataset[-1], meant.edition, option=option)


def chosen_dataset(names: Iterable[str], dataset: str | None, *, option: str = "--dataset") -> str:
    """The dataset meant among ``names``: the named one; unnamed, the only one.

    Raises:
        UsageError: there are no names, not this one, or several and none is meant.
    """
    datasets = sorted(set(names))
    if not datasets:
        raise UsageError(
            _("No plan is loaded yet."),
            mend=_LOAD_ONE,
            code="nothing-loaded",
        )
    if dataset is None and len(datasets) > 1:
        raise UsageError(
            _("There are {number} datasets, and none was chosen."),
            mend=_("Choose with --dataset: {names}"),
            where="--dataset",
            code="dataset-needed",
            number=len(datasets),
            names=", ".join(datasets),
        )
    if dataset is not None and dataset not in datasets:
        raise _unknown(_NO_DATASET, dataset, datasets, where=option)
    return datasets[0] if dataset is None else dataset


def counts(reader: Reader, edition: Edition) -> dict[str, int]:
    """How many nodes of each label the edition has; labels without any have 0."""
    found = {
        row["label"]: row["nodes"] for row in reader.read(named("counts"), scope=edition.scope)
    }
    return {node.label: found.get(node.label, 0) for node in NODES if node.label != "Edition"}


def newest(found: Iterable[Edition]) -> frozenset[Edition]:
    """The newest edition of each dataset."""
    last: dict[str, Edition] = {}
    for item in sorted(found, key=lambda item: item.first_loaded):
        last[item.dataset] = item
    return frozenset(last.values())


def _unknown(
    what: Text, name: str, known: Sequence[str], *, where: str, **facts: object
) -> UsageError:
    nearest = difflib.get_close_matches(name, known, _NEAREST, 0.4)
    listed = [*nearest, *(item for item in known if item not in nearest)]
    return UsageError(
        what,
        mend=_("There are: {names}") if known else _LOAD_ONE,
        where=where,
        code="unknown-dataset" if what is _NO_DATASET else "unknown-edition",
        name=name,
        names=", ".join(listed),
        **facts,
    )


_LOAD_ONE: Final = _("Load one: kinerja load PATH")
_NO_DATASET: Final = _("There is no dataset {name}.")
_NO_EDITION: Final = _("Dataset {dataset} has no edition {name}.")


def older(edition: Edition, why: Text) -> StoreError:
    """The error for an edition of an older version that is not moved; ``why`` says the reason."""
    what = _(
        "Edition {edition} of {dataset} was loaded by an older version (schema "
        "{theirs}; here {ours}) and could not be updated:"
    ).filled(
        edition=edition.edition,
        dataset=edition.dataset,
        theirs=edition.schema_version,
        ours=SCHEMA_VERSION,
    )
    return StoreError(
        Text(id=f"{what.id} {why.id}", en=f"{what.en} {why.en}"),
        mend=_(
            "Run kinerja datasets as a user who may write: it updates the edition. "
            "Or load its files again."
        ),
        where=f"{edition.dataset} {edition.edition}",
        code="older-schema",
    )


def _newer(edition: Edition) -> StoreError:
    return StoreError(
        _(
            "Edition {edition} of {dataset} was loaded by a newer version"
            " (schema {theirs}; here {ours})."
        ),
        mend=_("Upgrade kinerja-graph, or use another database: --url"),
        code="newer-schema",
        edition=edition.edition,
        dataset=edition.dataset,
        theirs=edition.schema_version,
        ours=SCHEMA_VERSION,
    )
