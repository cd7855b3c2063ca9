"""List the editions, and find the one that is asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from kinerja_graph.errors import StoreError, UsageError
from kinerja_graph.library.queries import named, schema
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.documents import PLAN, document_code, document_order
from kinerja_graph.model.edition import ANY, Edition, EditionRef
from kinerja_graph.model.nodes import PROGRAMME
from kinerja_graph.model.schema import NODES, SCHEMA_VERSION
from kinerja_graph.texts import Text, _

_NEAREST = 3
_WAITING = _("nobody has done it yet.")


def editions(reader: Reader) -> tuple[Edition, ...]:
    """Return every visible edition, by dataset and, within a dataset, oldest first load first.

    An edition of several documents is one edition (``editions_among``).

    Raises:
        StoreError: one of them was loaded by another version of the product.
    """
    return refuse_others(every_edition(reader))


def every_edition(reader: Reader) -> tuple[Edition, ...]:
    """Like ``editions``, including those loaded by another version."""
    return editions_among(every_document(reader))


def every_document(reader: Reader) -> tuple[Edition, ...]:
    """Return every visible snapshot: of each edition its plan and the documents beside it.

    They are sorted by dataset, by first load of the edition, and by the order of documents.
    """
    found = [_edition(row) for row in reader.read(named("editions"))]
    first: dict[tuple[str, str], int] = {}
    for item in found:
        name = (item.dataset, item.edition)
        first[name] = min(item.first_loaded, first.get(name, item.first_loaded))

    def place(item: Edition) -> tuple[object, ...]:
        loaded = first[item.dataset, item.edition]
        return item.dataset, loaded, item.edition, document_order(item.code)

    return tuple(sorted(found, key=place))


def documents_beside(reader: Reader, edition: Edition) -> tuple[Edition, ...]:
    """Return the documents of the edition of ``edition``, in their order, asking for no other."""
    rows = reader.read(named("documents-beside"), dataset=edition.dataset, edition=edition.edition)
    return documents_of(map(_edition, rows), edition)


def _edition(row: Mapping[str, Any]) -> Edition:
    return Edition(**{name: value for name, value in row.items() if value is not None})


def editions_among(found: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return, for each edition among ``found``, its plan, or the first of its documents."""
    standing: dict[tuple[str, str], Edition] = {}
    for item in found:
        other = standing.setdefault((item.dataset, item.edition), item)
        if document_order(item.code) < document_order(other.code):
            standing[item.dataset, item.edition] = item
    return tuple(standing.values())


def documents_of(found: Iterable[Edition], edition: Edition) -> tuple[Edition, ...]:
    """Return the documents of the edition of ``edition`` among ``found``, in their order."""
    same = (edition.dataset, edition.edition)
    listed = (item for item in found if (item.dataset, item.edition) == same)
    return tuple(sorted(listed, key=lambda item: document_order(item.code)))


def editions_beside(reader: Reader, edition: Edition) -> tuple[Edition, ...]:
    """Return the editions of the dataset of ``edition``, oldest first load first.

    Of a document beside a plan, those are the editions that have the same document. Other datasets
    are never revealed, even if this one has been removed since it was found.

    Raises:
        StoreError: one of them was loaded by another version of the product.
    """
    return refuse_others(beside_among(every_document(reader), edition))


def beside_among(found: Iterable[Edition], edition: Edition) -> tuple[Edition, ...]:
    """Return those among ``found`` that ``editions_beside`` would return."""
    listed = [item for item in found if item.dataset == edition.dataset]
    if edition.document is None:
        return editions_among(listed)
    return tuple(item for item in listed if item.document == edition.document)


def named_beside(beside: Iterable[Edition], edition: Edition, name: str, *, option: str) -> Edition:
    """Return the edition ``name`` among those ``beside`` ``edition``, all of one dataset.

    ``option`` is the option with which the user named it.

    Raises:
        UsageError: there is none; with the names that exist, the closest first. If ``beside`` is
            empty, the dataset is not loaded.
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
    """Return the newest of the editions ``beside`` that was first loaded before ``edition``."""
    before = [item for item in beside if item.first_loaded < edition.first_loaded]
    return max(before, key=lambda item: item.first_loaded, default=None)


def first_gone(reader: Reader, snapshots: Iterable[Edition]) -> Edition | None:
    """Return the first of these snapshots that may be partly removed; None if all are intact.

    A snapshot that was replaced stays until it is due for removal (``keep_replaced``).

    Raises:
        StoreError: the database does not answer.
    """
    listed = tuple(snapshots)
    if not listed:
        return None
    rows = reader.read(schema("scopes-stand"), within=[item.scope for item in listed])
    standing = {row["scope"] for row in rows}
    return next((item for item in listed if item.scope not in standing), None)


def refuse_newer(edition: Edition) -> None:
    """Refuse an edition whose graph this version may not understand.

    Raises:
        StoreError: a newer version of the product loaded it (``newer-schema``).
    """
    if edition.schema_version > SCHEMA_VERSION:
        raise _newer(edition)


def refuse_other(edition: Edition) -> None:
    """Refuse an edition whose schema version is not the current one.

    Raises:
        StoreError: a newer version of the product loaded it (``newer-schema``), or an older one
            and it has not been migrated yet (``older-schema``).
    """
    refuse_newer(edition)
    if edition.schema_version < SCHEMA_VERSION:
        raise older(edition, _WAITING)


def refuse_others(found: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return the editions ``found``, all of them of the current schema.

    Raises:
        StoreError: as ``refuse_other``, of one of them.
    """
    listed = tuple(found)
    for edition in listed:
        refuse_other(edition)
    return listed


def find_edition(
    reader: Reader,
    wanted: EditionRef = ANY,
    *,
    option: str = "--edition",
    dataset_option: str = "--dataset",
) -> Edition:
    """Return the edition asked for: the named one or, by default, the newest of the only dataset.

    The newest is the one whose first load was last, whatever was reloaded since. Of an edition it
    is the document named or, by default, the plan, or the only document where there is no plan.
    ``option`` and ``dataset_option`` are the options with which the user names the edition and the
    dataset.

    Raises:
        UsageError: nothing is loaded, there is no such dataset, edition or document, or there are
            several datasets, or documents without plan, and none was named; with the names that
            exist, the closest first.
        StoreError: as ``editions``.
    """
    return chosen(
        refuse_others(every_document(reader)), wanted, option=option, dataset_option=dataset_option
    )


def chosen(
    found: Sequence[Edition],
    wanted: EditionRef,
    *,
    option: str = "--edition",
    dataset_option: str = "--dataset",
    may_be_together: bool = False,
) -> Edition:
    """Like ``find_edition``, among the snapshots ``found`` (``every_document``).

    ``may_be_together``: where documents have no plan and none was named, the first of them is
    returned, standing for all of them.

    Raises:
        UsageError: as ``find_edition``.
    """
    dataset_name = chosen_dataset(
        {item.dataset for item in found}, wanted.dataset, option=dataset_option
    )
    of_dataset = [item for item in found if item.dataset == dataset_name]
    listed = editions_among(of_dataset)
    edition = listed[-1]
    if wanted.edition is not None:
        edition = named_beside(listed, edition, wanted.edition, option=option)
    documents = documents_of(of_dataset, edition)
    if may_be_together and wanted.document is None:
        return audited_together(documents)
    return chosen_document(documents, wanted.document)


def audited_together(found: Sequence[Edition]) -> Edition:
    """Return what an audit of an edition with the documents ``found`` is about.

    It is the plan; without one the only document, or the first of several as standing for all.
    """
    first = found[0]
    return replace(first, is_together=True) if first.code != PLAN and len(found) > 1 else first


def chosen_together(
    found: Sequence[Edition],
    wanted: EditionRef,
    *,
    option: str = "--edition",
    dataset_option: str = "--dataset",
) -> tuple[Edition, ...]:
    """Return all documents of the edition asked for, in their order, whichever ``wanted`` names.

    Raises:
        UsageError: as ``find_edition``.
    """
    alone = EditionRef(wanted.dataset, wanted.edition)
    standing = editions_among(found)
    edition = chosen(standing, alone, option=option, dataset_option=dataset_option)
    return documents_of(found, edition)


def chosen_document(found: Sequence[Edition], wanted: str | None) -> Edition:
    """Return the document asked for among those of one edition: by default, the plan.

    Raises:
        UsageError: there is no such document, or there are several without plan and none was named.
    """
    codes = [item.code for item in found]
    if wanted is None:
        if PLAN not in codes and len(codes) > 1:
            raise UsageError(
                _("{edition} of {dataset} has {number} documents and no plan; none was chosen."),
                mend=_("Name one of them, for example --document {name}: {names}"),
                where="--document",
                code="document-needed",
                dataset=found[0].dataset,
                edition=found[0].edition,
                number=len(codes),
                name=codes[0],
                names=", ".join(codes),
            )
        return found[0]
    code = document_code(wanted)
    for item in found:
        if item.code == code:
            return item
    raise UsageError(
        _("Edition {edition} of {dataset} has no document {name}."),
        mend=_("There are: {names}"),
        where="--document",
        code="unknown-document",
        dataset=found[0].dataset,
        edition=found[0].edition,
        name=wanted,
        names=", ".join(_nearest_first(wanted, codes)),
    )


def removable(found: Sequence[Edition], wanted: EditionRef) -> tuple[Edition, ...]:
    """Return the snapshots among ``found`` that a removal of ``wanted`` means.

    Without a document those are all documents of the edition, without an edition all editions.

    Raises:
        UsageError: as ``chosen``, or a document is named without its edition.
    """
    if wanted.document is not None and wanted.edition is None:
        raise UsageError(
            _("A document is removed from one edition, and none is named."),
            mend=_("Name the edition: kinerja drop DATASET EDITION --document {document}"),
            where="--document",
            code="edition-needed",
            document=wanted.document,
        )
    name = chosen_dataset({item.dataset for item in found}, wanted.dataset, option="DATASET")
    of_dataset = [item for item in found if item.dataset == name]
    if wanted.edition is None:
        return tuple(of_dataset)
    listed = editions_among(of_dataset)
    edition = named_beside(listed, listed[-1], wanted.edition, option="EDITION")
    documents = documents_of(of_dataset, edition)
    if wanted.document is None:
        return documents
    return (chosen_document(documents, wanted.document),)


def chosen_dataset(names: Iterable[str], dataset: str | None, *, option: str = "--dataset") -> str:
    """Return the dataset asked for among ``names``: the named one or, by default, the only one.

    Raises:
        UsageError: there are no names, not this one, or several and none was chosen.
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
            mend=_("Name one of them, for example --dataset {name}: {names}"),
            where="--dataset",
            code="dataset-needed",
            number=len(datasets),
            name=datasets[0],
            names=", ".join(datasets),
        )
    if dataset is not None and dataset not in datasets:
        raise _unknown(_NO_DATASET, dataset, datasets, where=option)
    return datasets[0] if dataset is None else dataset


def counts(reader: Reader, edition: Edition) -> dict[str, int]:
    """Return the number of nodes of each label in the edition; 0 for labels without any.

    Of an edition without programmes nothing is said of them.
    """
    found = {
        row["label"]: row["nodes"] for row in reader.read(named("counts"), scope=edition.scope)
    }
    return {
        node.label: found.get(node.label, 0)
        for node in NODES
        if node.label != "Edition" and (node.label != PROGRAMME or node.label in found)
    }


def newest(found: Iterable[Edition]) -> frozenset[Edition]:
    """Return the newest edition of each dataset."""
    last: dict[str, Edition] = {}
    for item in sorted(editions_among(found), key=lambda item: item.first_loaded):
        last[item.dataset] = item
    return frozenset(last.values())


def _unknown(
    what: Text, name: str, known: Sequence[str], *, where: str, **facts: object
) -> UsageError:
    return UsageError(
        what,
        mend=_("There are: {names}") if known else _LOAD_ONE,
        where=where,
        code="unknown-dataset" if what is _NO_DATASET else "unknown-edition",
        name=name,
        names=", ".join(_nearest_first(name, known)),
        **facts,
    )


def _nearest_first(name: str, known: Sequence[str]) -> list[str]:
    nearest = difflib.get_close_matches(name, known, _NEAREST, 0.4)
    return [*nearest, *(item for item in known if item not in nearest)]


_LOAD_ONE: Final = _("Load one: kinerja load PATH")
_NO_DATASET: Final = _("There is no dataset {name}.")
_NO_EDITION: Final = _("Dataset {dataset} has no edition {name}.")


def older(edition: Edition, why: Text) -> StoreError:
    """Return the error for an older edition that was not migrated; ``why`` is the reason."""
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
        where=edition.title,
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
