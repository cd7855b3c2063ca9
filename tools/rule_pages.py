"""Write docs/rules/<id>.md, one page for each rule, and their index; ``--check`` only compares."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from kinerja_graph.library.cells import ExampleCell
from kinerja_graph.library.locate import library_folder
from kinerja_graph.library.page import (
    READ_FROM_COPIES,
    SEVERITIES_MEAN,
    cites_regulations,
    when_it_applies,
    where_to_mend,
)
from kinerja_graph.library.rules import CATEGORIES, SEVERITIES, Rule, read_rules
from kinerja_graph.library.words import CATEGORY_NAMES, RECORD_NAMES, RULE_PARTS, SEVERITY_NAMES
from kinerja_graph.texts import LANGUAGES, Language, Text
from kinerja_graph.workflow.rules import general_mend, general_text

FOLDER = Path(__file__).parent.parent / "docs" / "rules"
_HEADS: Final = (
    "| Aturan · Rule | Tingkat · Severity | Bahasa Indonesia | English |",
    "|---|---|---|---|",
)
OR = Text(id=" atau ", en=" or ")
FACTS = (
    Text(id="Tingkat temuan", en="Severity"),
    Text(id="Kelompok", en="Category"),
    Text(id="Yang dilaporkan", en="What is reported"),
    Text(id="Yang dihitung", en="What is counted"),
    Text(id="Sejak versi", en="Since version"),
)
HEADINGS = {
    **RULE_PARTS,
    "severity": Text(id="Arti tingkat temuannya", en="What its severity means"),
    "whole": Text(id="Bila tidak ada sama sekali", en="If it is missing altogether"),
    "accept": Text(id="Bila dapat dipertanggungjawabkan", en="If it is justified"),
}
LISTED = Text(
    id="([semua tingkat temuan](README.md#tingkat-temuan))",
    en="([all severities](README.md#severities))",
)
ACCEPT = Text(
    id="Temuan yang memang dapat dipertanggungjawabkan tidak dihapus, melainkan dicatat sebagai "
    "[pengecualian](README.md#pengecualian): dengan alasan, penanggung jawab, dan batas waktu.",
    en="A justified finding is not deleted but recorded as a "
    "[waiver](README.md#waivers), with a reason, a responsible person and an end date.",
)
CELLS = (
    Text(id="Tabel", en="Table"),
    Text(id="Baris", en="Row"),
    Text(id="Kolom", en="Column"),
    Text(id="Sebelum", en="Before"),
    Text(id="Sesudah", en="After"),
)
EMPTY = Text(id="*(kosong)*", en="*(empty)*")
BEFORE = Text(id="Sebelum", en="Before")
AFTER = Text(id="Sesudah", en="After")
GLOSSARY: tuple[tuple[Text, Text], ...] = (
    (
        Text(id="hasil; kinerja sebuah unit atau jabatan", en="result"),
        Text(
            id="sasaran atau indikator: apa yang hendak dicapai, dan dengan apa diukur; kinerja "
            "sebuah unit atau jabatan ialah hasil yang dimilikinya",
            en="an objective or an indicator: what is to be achieved, and how it is measured",
        ),
    ),
    (
        Text(id="tingkat 0 sampai 5", en="level 0 to 5"),
        Text(
            id="0 hasil bagi masyarakat, tanggung jawab kepala daerah; 1 hasil perangkat daerah; "
            "2 dan 3 hasil antara; 4 keluaran; 5 tugas perorangan",
            en="0 a result for society, for which the elected head answers; 1 a result of an "
            "agency; 2 and 3 intermediate results; 4 outputs; 5 tasks of a person",
        ),
    ),
    (
        Text(id="kontribusi, rantai", en="contribution, chain"),
        Text(
            id="yang di bawah ikut menyebabkan yang di atas; rantai menyusurinya sampai tingkat 0",
            en="a lower result helps to bring about a higher one; the chain follows contributions "
            "up to level 0",
        ),
    ),
    (
        Text(id="keluaran, hasil (outcome), dampak", en="output, outcome, impact"),
        Text(
            id="barang atau jasa yang dihasilkan; manfaatnya bagi seseorang; perubahan di "
            "masyarakat",
            en="a good or service that is produced; its benefit to someone; a change in society",
        ),
    ),
    (
        Text(id="arah (polarity)", en="polarity"),
        Text(
            id="apakah nilai yang baik itu naik, turun, tetap, atau di dalam rentang",
            en="whether higher is better, lower is better, or the value should stay the same or "
            "within a range",
        ),
    ),
    (
        Text(
            id="nilai awal, target, realisasi, capaian",
            en="baseline, target, realisation, achievement",
        ),
        Text(
            id="nilai sebelum rencana; yang dijanjikan untuk suatu tahun; yang terjadi; "
            "keduanya dalam persen",
            en="the value before the plan; the value promised for a year; the value reached; the "
            "latter as a percentage of the former",
        ),
    ),
    (
        Text(id="instansi, perangkat daerah (OPD)", en="agency (OPD)"),
        Text(
            id="dinas, badan atau lembaga yang menanggung sebuah hasil; unit adalah bagiannya",
            en="a department or body that is responsible for results; units are its parts",
        ),
    ),
    (
        Text(id="jabatan, jabatan fungsional, jenjang", en="post (position), ladder, rung"),
        Text(
            id="jabatan, bukan orangnya; jenjang jabatan fungsional dan urutannya, 1 yang "
            "tertinggi",
            en="a post, never a person; a career ladder of professional staff and its rungs, 1 "
            "being the highest",
        ),
    ),
    (
        Text(id="SOP, langkah, tugas", en="SOP, step, task"),
        Text(
            id="prosedur kerja tertulis; satu langkahnya, dengan pelaksana, waktu dan keluaran",
            en="a written procedure; one of its steps, with performer, duration and output",
        ),
    ),
    (
        Text(id="crosscutting", en="crosscutting"),
        Text(
            id="dukungan sebuah instansi bagi hasil instansi lain: diminta, diterima atau ditolak",
            en="what one agency does for a result of another: requested, accepted or rejected",
        ),
    ),
    (
        Text(id="tabel, kolom, sel, id", en="table, column, cell, id"),
        Text(
            id="rencana dibaca dari tabel (berkas CSV atau lembar buku kerja) dengan kolom bernama "
            "seperti `owner`; nama kolom dan kata pilihan boleh ditulis dalam bahasa Indonesia, "
            "seperti di `kinerja template`; id ialah kode unik sebuah catatan; sel kosong berarti "
            "belum diketahui, bukan nol",
            en="a plan is read from tables (CSV files or sheets of a workbook) with column names "
            "such as `owner`; column names and values may also be in Indonesian, as in `kinerja "
            "template`; an id is the unique code of a record; an empty cell means unknown, not "
            "zero",
        ),
    ),
    (
        Text(id="penjenjangan kinerja", en="cascade"),
        Text(
            id="hasil pimpinan dijabarkan tingkat demi tingkat menjadi hasil dan tugas bawahan",
            en="the results of leaders, broken down level by level into results and tasks of their "
            "staff",
        ),
    ),
    (
        Text(id="PermenPANRB, renstra", en="PermenPANRB, renstra"),
        Text(
            id="peraturan menteri bidang aparatur negara; rencana strategis perangkat daerah",
            en="a regulation of the minister for the civil service; an agency's strategic plan",
        ),
    ),
    (
        Text(id="evaluasi AKIP", en="AKIP evaluation"),
        Text(
            id="penilaian tahunan atas akuntabilitas kinerja instansi pemerintah",
            en="the annual evaluation of a government body's accountability for its results",
        ),
    ),
)
PLAN = Text(id="rencana itu", en="the plan")
WORDS = Text(
    id="Kata-kata seperti *hasil*, *tingkat* dan *kontribusi* dijelaskan di [daftar kata]"
    "(README.md#kata-kata).",
    en="Words such as *result*, *level* and *contribution* are explained in the "
    "[glossary](README.md#words).",
)
CHAPTERS = (
    Text(id="Tingkat temuan", en="Severities"),
    Text(id="Pengecualian", en="Waivers"),
    Text(id="Kata-kata", en="Words"),
)
WAIVING = (
    Text(
        id="Satu berkas YAML memuat temuan yang diterima; `kinerja audit --waivers BERKAS` "
        "memakainya. Cara lengkapnya: [Panduan inspektur]"
        "(../how-to/inspektur.md#pengecualian-dengan-alasan).",
        en="Accepted findings are listed in a YAML file, for `kinerja audit --waivers FILE`. For "
        "the full procedure, see the [inspectors' guide]"
        "(../how-to/inspektur.md#pengecualian-dengan-alasan) (in Indonesian).",
    ),
    Text(
        id="""
```yaml
waivers:
  - rule: idle-unit
    subject: dishub-terminal    # id yang disebut temuan
    reason: Terminal diserahkan kepada provinsi
    until: 2027-12-31
    by: Inspektorat
```""",
        en="""
```yaml
waivers:
  - rule: idle-unit
    subject: dishub-terminal    # the id that the finding names
    reason: The terminal will be handed over to the province
    until: 2027-12-31
    by: Inspectorate
```""",
    ),
    Text(
        id="""
Pengecualian tanpa alasan, tanpa batas waktu, tanpa penanggung jawab, atau yang sudah lewat tidak \
berlaku; laporan menyebutnya. Temuan tentang dua hal ditulis dengan `subject`, id yang pertama, \
dan `other`, id yang kedua. Temuan yang dikecualikan tetap tercantum dalam laporan, tersendiri. \
Yang tidak memakai baris perintah mengusulkannya pada halaman temuan di layanan web.""",
        en="""
A waiver without a reason, an end date or a name, or past its end date, is not in force; the \
report says so. For a finding about two things, `subject` is the id of the first, and `other` the \
id of the second. Waived findings still appear in the report, in a separate list. Without a \
command line, propose a waiver on the page of the finding in the web service.""",
    ),
)
UNLESS = Text(
    id="bila tidak diubah: {value}; diubah dengan `--set {name}=NILAI`",
    en="{value} unless set with `--set {name}=VALUE`",
)
TONGUES = {"id": "Bahasa Indonesia", "en": "English"}


def page(rule: Rule) -> str:
    """Return the page of a rule: its description in each language, then its Cypher."""
    made = f"<!-- Generated by `make docs` from cypher/rules/{rule.id}.cypher. -->"
    head = [f"# {rule.id}", "", made]
    bodies = ["\n".join(sections(rule, language)) for language in LANGUAGES]
    cypher = f"## Cypher\n\n```cypher\n{rule.statement.text}\n```\n"
    return "\n\n".join(["\n".join(head), *bodies, cypher])


def sections(rule: Rule, language: Language) -> list[str]:
    """Return the contents of the header in one language."""
    lines = [f"## {rule.title.say(language)} ({TONGUES[language]})", "", *facts(rule, language)]
    for key, body in bodies(rule, language):
        lines += ["", f"**{HEADINGS[key].say(language)}.** {body}"]
        if key == "example":
            lines += cells(rule.example.cells, language)
    return [*lines, "", WORDS.say(language)]


def facts(rule: Rule, language: Language) -> list[str]:
    """Return severity, category, and what is reported and counted, as a table."""
    counted = rule.population.counts
    reported = labels(rule.anchor, language)
    if rule.other:
        reported += f" → {labels(rule.other, language)}"
    told = (
        with_key(SEVERITY_NAMES[rule.severity].say(language), rule.severity),
        with_key(CATEGORY_NAMES[rule.category].say(language), rule.category),
        reported,
        f"`{rule.population.name}`" if counted is None else counted.say(language),
        rule.since,
    )
    heads = " | ".join(one.say(language) for one in FACTS)
    return [f"| {heads} |", "|---|---|---|---|---|", f"| {' | '.join(told)} |"]


def with_key(name: str, key: str) -> str:
    """Return a word and the key used for it in files, if they differ."""
    return f"`{key}`" if name.casefold() == key else f"{name} (`{key}`)"


def labels(names: tuple[str, ...], language: Language) -> str:
    """Return the words for labels, such as "task, objective or indicator"."""
    *first, last = (RECORD_NAMES[name].say(language) for name in names)
    return OR.say(language).join([", ".join(first), last] if first else [last])


def bodies(rule: Rule, language: Language) -> list[tuple[str, str]]:
    """Return the text below each heading, in the order of the page."""
    example = (
        f"{BEFORE.say(language)}: {rule.example.before.say(language)} "
        f"{AFTER.say(language)}: {rule.example.after.say(language)}"
    )
    found = [
        ("what", rule.what.say(language)),
        ("why", rule.why.say(language)),
        ("severity", f"{SEVERITIES_MEAN[rule.severity].say(language)} {LISTED.say(language)}"),
        ("message", general_text(rule, rule.whole_message, language)),
        ("mend", general_mend(rule, rule.mend, language)),
        ("where", where_to_mend(rule, language)),
        ("example", example),
        ("limits", rule.limits.say(language)),
        ("applies", when_it_applies(rule, language)),
    ]
    if rule.whole is not None:
        facts = {"subject": PLAN.say(language), **dict.fromkeys(("of", *rule.whole.same), "…")}
        found.append(("whole", rule.whole.message.say(language, **facts)))
    if rule.parameters:
        meanings = [
            f"`{one.name}`: {one.meaning.say(language)} "
            f"({UNLESS.say(language, value=str(one.default), name=one.name)})"
            for one in rule.parameters.values()
        ]
        found.append(("parameters", "; ".join(meanings)))
    sources = [f"{one.name.say(language)} – {one.about.say(language)}" for one in rule.sources]
    told = " · ".join(sources)
    if cites_regulations(rule):
        told += f". {READ_FROM_COPIES.say(language)}"
    return [*found, ("accept", ACCEPT.say(language)), ("sources", told)]


def cells(given: tuple[ExampleCell, ...], language: Language) -> list[str]:
    """Return the cells of an example, before and after, as a table."""
    heads = " | ".join(one.say(language) for one in CELLS)
    lines = ["", f"| {heads} |", "|---|---|---|---|---|"] if given else []
    for cell in given:
        row = ", ".join(f"`{name}`" for name in cell.row) or "1"
        texts = (f"`{text}`" if text else EMPTY.say(language) for text in (cell.before, cell.after))
        told = (f"`{cell.column.table}`", row, f"`{cell.column.name}`", *texts)
        lines.append(f"| {' | '.join(told)} |")
    return lines


def _both(name: Text) -> str:
    """Return a word in both languages, only once if they are the same."""
    return name.id if name.id == name.en else f"{name.id} · {name.en}"


def index(rules: tuple[Rule, ...]) -> str:
    """Return the page that lists all rules by category, in the order of the categories."""
    lines = ["# Aturan · Rules", "", "<!-- Generated by `make docs` from cypher/rules/. -->"]
    for category in CATEGORIES:
        name = CATEGORY_NAMES[category]
        lines += ["", f"## {name.id} · {name.en}", "", *_HEADS]
        lines += [
            f"| [{rule.id}]({rule.id}.md) | {_both(SEVERITY_NAMES[rule.severity])} "
            f"| {rule.title.id} | {rule.title.en} |"
            for rule in rules
            if rule.category == category
        ]
    for language in LANGUAGES:
        severities, waivers, words = (one.say(language) for one in CHAPTERS)
        lines += ["", f"## {severities}", ""]
        lines += [f"- {SEVERITIES_MEAN[one].say(language)}" for one in SEVERITIES]
        lines += ["", f"## {waivers}", "", *(text.say(language) for text in WAIVING)]
        lines += ["", f"## {words}", "", "| | |", "|---|---|"]
        lines += [
            f"| {word.say(language)} | {meaning.say(language)} |" for word, meaning in GLOSSARY
        ]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Return the current text of all pages, by file name."""
    rules = read_rules(library_folder("rules"), marked=True)
    return {"README.md": index(rules)} | {f"{rule.id}.md": page(rule) for rule in rules}


def stale() -> list[str]:
    """Return the names of pages that are missing, out of date, or of no rule."""
    wanted = pages()
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    return sorted(
        name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name)
    )


def main() -> int:
    """Write or check the pages; exit code 1 if ``--check`` finds one out of date."""
    if "--check" in sys.argv[1:]:
        print("\n".join(stale()))
        return 1 if stale() else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale():
        (FOLDER / name).unlink(missing_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
