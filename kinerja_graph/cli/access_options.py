"""What ``keys``, ``users`` and ``serve`` take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.texts import Text

RoleName = Literal["viewer", "planner", "inspector", "admin", "cypher"]
_ROLE: Final = Option(
    "--role",
    Text(
        id="peran: viewer (baca), planner (muat), inspector (pengecualian, garis dasar), admin, "
        "cypher (kueri bebas)",
        en="role: viewer (read), planner (load), inspector (waivers, baseline), admin, cypher "
        "(free queries)",
    ),
    "viewer|planner|inspector|admin|cypher",
)
_DATASETS: Final = Option(
    "--dataset",
    Text(id="berlaku di himpunan data ini; boleh berulang", en="in this dataset; may be repeated"),
    "D",
)
_EVERYWHERE: Final = Option(
    "--all-datasets",
    Text(
        id="berlaku di semua himpunan data, juga yang belum ada",
        en="in all datasets, those to come among them",
    ),
)
_PERSON: Final = Argument(
    "NAME",
    Text(
        id="nama orang seperti dikenal saat masuk, misalnya alamat surelnya",
        en="the person as the sign-in calls them, for example an e-mail address",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InWhich:
    """A role, and where it holds."""

    role: Annotated[RoleName, _ROLE] = "viewer"
    dataset: Annotated[list[str], _DATASETS] = field(default_factory=list[str])
    everywhere: Annotated[bool, _EVERYWHERE] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key to be made."""

    name: Annotated[
        str,
        Argument(
            "NAME",
            Text(
                id="siapa yang memakainya, misalnya Bappeda",
                en="who uses it, for example Bappeda",
            ),
        ),
    ]
    days: Annotated[
        int,
        Option(
            "--days",
            Text(id="berlaku sekian hari (baku 90)", en="holds so many days (default 90)"),
            "N",
            min=1,
        ),
    ] = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNamed:
    """A key that there is."""

    key: Annotated[
        str, Argument("ID", Text(id="id kunci; lihat keys list", en="id of a key; see keys list"))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNamed:
    """A person."""

    name: Annotated[str, _PERSON]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPart:
    """Which part of the log is told."""

    dataset: Annotated[
        str | None,
        Option(
            "--dataset",
            Text(id="hanya tentang himpunan data ini", en="about this dataset alone"),
            "D",
        ),
    ] = None
    limit: Annotated[
        int,
        Option(
            "--limit",
            Text(id="sebanyak ini yang terbaru (baku 50)", en="so many, newest first (default 50)"),
            "N",
            min=1,
        ),
    ] = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where the service listens."""

    host: Annotated[
        str | None,
        Option(
            "--host",
            Text(
                id="alamat yang didengarkan; tanpa ini hanya mesin ini (127.0.0.1)",
                en="the address to listen at; else this machine alone (127.0.0.1)",
            ),
            "HOST",
        ),
    ] = None
    port: Annotated[
        int | None,
        Option(
            "--port",
            Text(
                id="porta (baku 8000); 0: yang kosong", en="the port (default 8000); 0: a free one"
            ),
            "N",
            min=0,
            max=65_535,
        ),
    ] = None
