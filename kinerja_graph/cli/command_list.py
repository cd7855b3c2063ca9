"""Every command: its name, its help, what it takes, and which act it runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kinerja_graph.cli.access_options import (
    InWhich,
    KeyNamed,
    LogPart,
    NewKey,
    PersonNamed,
    Served,
)
from kinerja_graph.cli.arguments import Asked, Chosen, Drawn, Dropped, Place, Shown
from kinerja_graph.cli.cause_options import Sides, Supposed
from kinerja_graph.cli.declare import Command
from kinerja_graph.cli.doctor_options import Examined
from kinerja_graph.cli.history_options import Breadth, HistoryArguments
from kinerja_graph.cli.import_options import Importing
from kinerja_graph.cli.options import (
    AuditArguments,
    EditionArguments,
    HowToRead,
    InputPath,
    Separator,
)
from kinerja_graph.cli.output_options import (
    BackedUp,
    Exporting,
    InputPaths,
    Restored,
    Templated,
)
from kinerja_graph.cli.people_options import Measured
from kinerja_graph.cli.report_options import Reporting
from kinerja_graph.cli.rule_options import Begun, Proved, RuleArguments, RuleFolder
from kinerja_graph.cli.view_commands import view_command
from kinerja_graph.texts import Text
from kinerja_graph.views.registry import VIEWS

_SHARED: Final[Mapping[str, Command]] = {
    "individual": Command(
        "individual",
        Text(
            id="Kinerja sebuah jabatan dari tugas SOP dan indikatornya, atau semua jabatan.",
            en="What a post is measured by: SOP tasks and indicators; or all posts.",
        ),
        "individual:individual",
        {"what": Measured, "which": EditionArguments},
    ),
    "whatif": Command(
        "whatif",
        Text(
            id="Yang hilang atau terancam bila sesuatu dihapus atau meleset; titik terlemah.",
            en="What is lost or at risk if something goes or misses; the weakest points.",
        ),
        "whatif:whatif",
        {"what": Supposed, "which": EditionArguments},
    ),
}
"""Commands that ask several views, by name."""


def _view_commands() -> Iterator[Command]:
    """The commands of the views, in the order of these."""
    told: dict[str, Command] = {}
    for view in VIEWS.values():
        if isinstance(view.command, str):
            told[view.command] = _SHARED[view.command]
        else:
            told[view.name] = view_command(view)
    yield from told.values()


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "demo",
        Text(
            id="Tugas utama pada contoh: muat, audit, lihat penopangnya, gambar.",
            en="The main job on the example: load, audit, align, draw.",
        ),
        "show:demo",
        {"place": Place},
    ),
    Command(
        "validate",
        Text(
            id="Periksa berkas rencana tanpa memuat apa pun.",
            en="Read and check plan files, load nothing.",
        ),
        "inputs:validate",
        {"at": InputPath, "numbers": Separator},
    ),
    Command(
        "load",
        Text(
            id="Muat berkas rencana sebagai satu edisi, utuh atau tidak sama sekali.",
            en="Load plan files as one edition, whole or not at all.",
        ),
        "inputs:load",
        {"at": InputPaths, "how": HowToRead},
    ),
    Command(
        "check",
        Text(
            id="Baca dan audit berkas rencana tanpa menyimpannya.",
            en="Read and audit plan files, keep nothing.",
        ),
        "audits:check",
        {
            "at": InputPath,
            "how": HowToRead,
            "options": AuditArguments,
            "about": RuleArguments,
            "memory": HistoryArguments,
        },
    ),
    Command(
        "datasets",
        Text(id="Apa yang sudah dimuat.", en="What is loaded."),
        "snapshots:datasets",
    ),
    Command(
        "drop",
        Text(
            id="Hapus satu edisi, atau seluruh himpunan data.",
            en="Remove one edition, or a whole dataset.",
        ),
        "removing:drop",
        {"what": Dropped},
    ),
    Command(
        "audit",
        Text(
            id="Periksa satu edisi dengan semua aturan, atau yang disebut dengan --rule.",
            en="Run all rules over an edition, or those named by --rule.",
        ),
        "audits:audit",
        {
            "which": EditionArguments,
            "breadth": Breadth,
            "options": AuditArguments,
            "about": RuleArguments,
            "memory": HistoryArguments,
        },
    ),
    *_view_commands(),
    Command(
        "compare",
        Text(
            id="Dua edisi: yang ditambah, dihapus, dipindah, berganti pemilik atau target.",
            en="Two editions: added, removed, moved, re-owned, re-targeted.",
        ),
        "comparing:compare",
        {"sides": Sides},
    ),
    Command(
        "query",
        Text(id="Kueri Cypher yang hanya membaca.", en="Read-only Cypher."),
        "queries:query",
        {"what": Asked, "which": EditionArguments},
    ),
    Command(
        "render",
        Text(
            id="Gambar: interaktif dalam satu berkas HTML tanpa internet, atau diam (SVG, PNG).",
            en="A picture: interactive in one HTML file without internet, or still (SVG, PNG).",
        ),
        "pictures:render",
        {"what": Drawn, "which": EditionArguments},
    ),
    Command(
        "report",
        Text(
            id="Laporan temuan dan pandangan: HTML, PDF, DOCX, atau XLSX.",
            en="Findings and views as a report: HTML, PDF, DOCX or XLSX.",
        ),
        "reports:report",
        {"what": Reporting, "which": EditionArguments},
    ),
    Command(
        "export",
        Text(
            id="Tulis satu edisi ke luar: CSV, JSON, GraphML, Parquet, neo4j-admin.",
            en="Write an edition out again: CSV, JSON, GraphML, Parquet, neo4j-admin.",
        ),
        "exports:export",
        {"what": Exporting, "which": EditionArguments},
    ),
    Command(
        "import",
        Text(
            id="Matriks lebar milik instansi menjadi tabel rencana, setiap catatan dengan selnya.",
            en="A government's own wide table into plan tables, every record with its cell.",
        ),
        "importing:import_matrix",
        {"what": Importing},
    ),
    Command(
        "template",
        Text(
            id="Buku kerja kosong untuk diisi: lembar, pilihan, dan catatan.",
            en="An empty workbook to fill: sheets, drop-downs and notes.",
        ),
        "exports:template",
        {"what": Templated},
    ),
    Command(
        "serve",
        Text(
            id="Layanan web: penjelajah dan API, hanya untuk mesin ini atau dengan cara masuk.",
            en="The web service: explorer and API, for this machine alone or with sign-in.",
        ),
        "serving:serve",
        {"where": Served},
    ),
    Command(
        "backup",
        Text(
            id="Simpan semua edisi dan buku besar ke satu berkas yang diperiksa digest-nya.",
            en="Save every edition and the ledger into one file, checked by digests.",
        ),
        "backups:backup",
        {"what": BackedUp},
    ),
    Command(
        "restore",
        Text(
            id="Pulihkan semua isi sebuah cadangan, di mesin mana pun.",
            en="Bring back all that a backup holds, on whichever engine.",
        ),
        "backups:restore",
        {"what": Restored},
    ),
    Command(
        "doctor",
        Text(
            id="Apa yang terpasang, terjangkau, dan diizinkan; cara memperbaiki yang tidak.",
            en="What is installed, reachable, allowed; how to mend what is not.",
        ),
        "doctor:doctor",
        {"how": Examined},
    ),
)
GROUPS: Final[Mapping[str, tuple[Text, tuple[Command, ...]]]] = {
    "rules": (
        Text(id="Aturan audit.", en="The rules of the audit."),
        (
            Command(
                "list",
                Text(id="Semua aturan.", en="All rules."),
                "rules:rules_list",
                {"where": RuleFolder},
            ),
            Command(
                "show",
                Text(id="Halaman satu aturan.", en="One rule's page."),
                "rules:rules_show",
                {"what": Shown, "where": RuleFolder},
            ),
            Command(
                "test",
                Text(
                    id="Buktikan aturan sendiri dengan berkas kasusnya.",
                    en="Prove a folder of rules with its case files.",
                ),
                "rules:rules_test",
                {"what": Proved},
            ),
            Command(
                "new",
                Text(
                    id="Kerangka aturan baru dengan berkas kasusnya.",
                    en="A skeleton of a new rule with its case file.",
                ),
                "rules:rules_new",
                {"what": Begun},
            ),
        ),
    ),
    "keys": (
        Text(
            id="Kunci API layanan web.",
            en="The API keys of the web service.",
        ),
        (
            Command(
                "add",
                Text(
                    id="Buat kunci; ditampilkan sekali saja.",
                    en="Make a key; it is shown once.",
                ),
                "access:keys_add",
                {"what": NewKey, "where": InWhich},
            ),
            Command("list", Text(id="Semua kunci.", en="All keys."), "access:keys_list"),
            Command(
                "revoke",
                Text(id="Cabut kunci, seketika.", en="End a key, at once."),
                "access:keys_revoke",
                {"what": KeyNamed},
            ),
        ),
    ),
    "users": (
        Text(id="Orang yang boleh masuk ke layanan web.", en="Who may sign in to the web service."),
        (
            Command("list", Text(id="Semua orang.", en="All people."), "access:users_list"),
            Command(
                "grant",
                Text(id="Beri peran.", en="Give a role."),
                "access:users_grant",
                {"who": PersonNamed, "where": InWhich},
            ),
            Command(
                "withdraw",
                Text(id="Tarik peran, seketika.", en="Take a role back, at once."),
                "access:users_withdraw",
                {"who": PersonNamed, "where": InWhich},
            ),
            Command(
                "forget",
                Text(
                    id="Hapus orang, peran dan sesinya.",
                    en="Remove a person, their roles and sessions.",
                ),
                "access:users_forget",
                {"who": PersonNamed},
            ),
            Command(
                "log",
                Text(id="Siapa melakukan apa.", en="Who did what."),
                "access:users_log",
                {"part": LogPart},
            ),
        ),
    ),
    "db": (
        Text(
            id="Mesin basis data yang dijalankan oleh kinerja.",
            en="The database engines that kinerja runs itself.",
        ),
        (
            Command(
                "start",
                Text(id="Nyalakan mesin.", en="Start the engine."),
                "engines:start",
                {"chosen": Chosen},
            ),
            Command(
                "stop",
                Text(id="Matikan mesin.", en="Stop the engine."),
                "engines:stop",
                {"chosen": Chosen},
            ),
            Command(
                "status",
                Text(id="Apakah mesin menyala.", en="Whether the engine runs."),
                "engines:status",
                {"chosen": Chosen},
            ),
        ),
    ),
}
