"""What single commands take, beside the groups of ``options.py``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.texts import Text

View = Literal[
    "cascade",
    "chain",
    "crosscutting",
    "diff",
    "evidence",
    "findings",
    "matrix",
    "organisation",
]
DEMO_FOLDER: Final = Path("kinerja-demo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which engine of ours."""

    engine: Annotated[
        Literal["embedded", "neo4j"],
        Option(
            "--engine",
            Text(id="mesin: embedded (baku) atau neo4j", en="engine: embedded (default) or neo4j"),
            "embedded|neo4j",
        ),
    ] = "embedded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Which rule is shown."""

    rule: Annotated[
        str, Argument("RULE", Text(id="id aturan", en="id of a rule"), suggests="rules")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What is removed."""

    dataset: Annotated[
        str,
        Argument("DATASET", Text(id="himpunan data", en="the dataset"), suggests="datasets"),
    ]
    edition: Annotated[
        str | None,
        Argument(
            "EDITION",
            Text(id="edisi; tanpa ini semua edisinya", en="the edition; else all of its editions"),
            suggests="editions",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the picture goes."""

    out: Annotated[
        Path,
        Option(
            "--out",
            Text(
                id="folder gambar; tanpa ini kinerja-demo",
                en="folder of the picture; else kinerja-demo",
            ),
            "DIR",
        ),
    ] = DEMO_FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The query."""

    text: Annotated[
        str,
        Argument(
            "CYPHER",
            Text(
                id="kueri baca; $scope memilih edisinya, misalnya "
                "MATCH (i:Indicator) WHERE i.scope = $scope RETURN i.id",
                en="a reading query; $scope chooses the edition, for example "
                "MATCH (i:Indicator) WHERE i.scope = $scope RETURN i.id",
            ),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is drawn, and where to."""

    id: Annotated[
        str | None,
        Argument(
            "ID",
            Text(
                id="id yang rantainya digambar, atau pemilih; tanpa ini semuanya",
                en="id whose chain is drawn, or a selector; else everything",
            ),
        ),
    ] = None
    out: Annotated[
        Path,
        Option(
            "--out",
            Text(
                id="berkas gambar: .html interaktif, .svg dan .png diam",
                en="file of the picture: .html interactive, .svg and .png still",
            ),
            "F.html|.svg|.png",
        ),
    ]
    view: Annotated[
        View | None,
        Option(
            "--view",
            Text(
                id="tampilan: cascade (hasil dan semua di bawahnya), chain (naik dan turun), "
                "crosscutting (satu hasil dan instansinya), organisation (unit dan jabatan), "
                "findings (hanya temuan dan sekitarnya), diff (dua edisi), matrix (instansi dan "
                "outcome), evidence (bukti hubungan sebab-akibat)",
                en="the view: cascade (a result and all below), chain (up and down), crosscutting "
                "(one outcome and its agencies), organisation (units and posts), findings (breaks "
                "and their surroundings), diff (two editions), matrix (agencies and outcomes), "
                "evidence (what the years say of links)",
            ),
            "VIEW",
        ),
    ] = None
    against: Annotated[
        str | None,
        Option(
            "--against",
            Text(
                id="edisi lama untuk --view diff; tanpa ini edisi sebelumnya",
                en="the older edition of --view diff; else the one before",
            ),
            "EDITION",
        ),
    ] = None
    theme: Annotated[
        Literal["light", "dark", "print"],
        Option(
            "--theme",
            Text(
                id="warna gambar: light (baku), dark, print (hitam-putih)",
                en="colours of the picture: light (default), dark, print (black and white)",
            ),
            "light|dark|print",
        ),
    ] = "light"
    width: Annotated[
        int | None,
        Option(
            "--width",
            Text(
                id="lebar seluruh gambar dalam piksel; PNG dua kali lipat",
                en="width of the whole picture in pixels; a PNG has twice as many",
            ),
            "N",
            min=200,
        ),
    ] = None
