"""An edition of a dataset: how it is referred to, and its visible snapshot in the graph."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

from kinerja_graph.errors import EditionGone
from kinerja_graph.model.documents import PLAN
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _

LONGEST_PLAIN: Final = 4000
"""Ids of up to this many bytes in UTF-8 are used in keys as is: an index takes about 8,000."""


@json_keys("dataset", "edition", optional=("document",))
@dataclass(frozen=True, slots=True)
class EditionRef:
    """Refers to an edition; without names, to the newest one of the only dataset loaded.

    It is resolved once, at the start of a query (``find_edition``); from there on the ``Edition``
    itself is passed around.

    Attributes:
        dataset: name of the dataset.
        edition: name of the edition.
        document: code of one of its documents; without it the plan, or the only document of an
            edition that has no plan.
    """

    dataset: str | None = None
    edition: str | None = None
    document: str | None = None

    @property
    def is_named(self) -> bool:
        """Whether it names a dataset, an edition or a document."""
        return any(name is not None for name in (self.dataset, self.edition, self.document))


ANY: Final = EditionRef()
"""No dataset and no edition is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the graph knows of a snapshot; ``scope`` is the property that all its nodes carry.

    ``first_loaded`` orders editions of a dataset: the highest is the newest. ``loaded_at`` is
    ISO 8601 in UTC. ``headings`` are what the planner calls the columns (``model/headings.py``),
    ``values_origin`` is where the table ``values`` stands, if it is known and one place.

    Attributes:
        first_year: the first year of its plan.
        last_year: the last year of its plan.
        as_of: the last closed year.
        digest: digest of the input it was loaded from.
        document: the code of the document that it is, beside the plan; None: it is the plan.
        is_together: whether it stands for all documents of an edition that has no plan.
    """

    dataset: str
    edition: str
    scope: str
    name: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    as_of: int | None = None
    loaded_at: str = ""
    first_loaded: int = 0
    digest: str = ""
    schema_version: int = 0
    headings: str | None = None
    values_origin: str | None = None
    document: str | None = None
    is_together: bool = False

    @property
    def code(self) -> str:
        """The code of its document; ``plan`` for the plan."""
        return self.document or PLAN

    @property
    def title(self) -> str:
        """Its dataset and edition, and its document if it is not the plan."""
        document = None if self.is_together else self.document
        return " ".join(filter(None, (self.dataset, self.edition, document)))


def properties_of(edition: Edition) -> dict[str, object]:
    """Return the properties of the node of an edition: what is known, and none of what is chosen.

    >>> properties_of(Edition(dataset="d", edition="1", scope="b1f0"))["scope"]
    'b1f0'
    """
    known = {name: value for name, value in asdict(edition).items() if value is not None}
    del known["is_together"]
    return known


def node_key(scope: str, record_id: str) -> str:
    """Return the key of a record: unique in the graph, and short enough for every index.

    >>> node_key("b1f0", "IKU-07")
    'b1f0/IKU-07'
    """
    return f"{scope}/{_plain(record_id)}"


def edition_key(dataset: str, edition: str, document: str | None = None) -> str:
    r"""Return the key of the one visible node of an edition, or of a document of it.

    >>> edition_key("kota-contoh", "2026-murni")
    'kota-contoh\x1f2026-murni'
    >>> edition_key("kota-contoh", "2026-murni", "pk")
    'kota-contoh\x1f2026-murni\x1fpk'
    """
    names = (dataset, edition) if document is None else (dataset, edition, document)
    return "\x1f".join(map(_plain, names))


def _plain(text: str) -> str:
    if len(text) <= LONGEST_PLAIN // 4:  # a character has at most four bytes
        return text
    data = text.encode("utf-8", "surrogatepass")
    if len(data) <= LONGEST_PLAIN:
        return text
    return f"{text[:100]}\u2026{sha256(data).hexdigest()}"


def edition_gone(edition: Edition) -> EditionGone:
    """Return the error for an edition that was removed while it was being read."""
    return EditionGone(
        _("The edition was removed while it was read."),
        mend=_("Run the command again."),
        where=edition.title,
    )
