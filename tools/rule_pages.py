"""Write docs/rules/<id>.md, one page for each rule, and their index; ``--check`` only compares."""

from __future__ import annotations

import sys
from pathlib import Path

from kinerja_graph.library.rules import CATEGORIES, Rule, load_rules
from kinerja_graph.texts import LANGUAGES, Language, Text
from kinerja_graph.workflow.rules import said_of_any

FOLDER = Path(__file__).parent.parent / "docs" / "rules"
HEADINGS = {
    "what": Text(id="Apa yang diperiksa", en="What it looks for"),
    "why": Text(id="Mengapa penting", en="Why it matters"),
    "message": Text(id="Bunyi temuan", en="What a finding says"),
    "mend": Text(id="Cara memperbaiki", en="How to mend it"),
    "example": Text(id="Contoh", en="Example"),
    "limits": Text(id="Batas", en="Limits"),
    "needs": Text(id="Kapan tidak berlaku", en="When it does not apply"),
    "whole": Text(id="Bila tidak ada sama sekali", en="Where it is absent altogether"),
    "parameters": Text(id="Parameter", en="Parameters"),
    "source": Text(id="Dasar", en="What it stands on"),
}
BEFORE = Text(id="Sebelum", en="Before")
AFTER = Text(id="Sesudah", en="After")
GLOSSARY: tuple[tuple[Text, Text], ...] = (
    (
        Text(id="hasil", en="result"),
        Text(
            id="sasaran atau indikator: apa yang hendak dicapai, dan dengan apa diukur",
            en="an objective or an indicator: what is to be reached, and what it is measured by",
        ),
    ),
    (
        Text(id="tingkat 0 sampai 5", en="level 0 to 5"),
        Text(
            id="0 hasil bagi masyarakat, tanggung jawab kepala daerah; 1 hasil perangkat daerah; "
            "2 dan 3 hasil antara; 4 keluaran; 5 tugas perorangan",
            en="0 a result for society, the elected head's; 1 a result of an agency; 2 and 3 "
            "results "
            "in between; 4 outputs; 5 tasks of a person",
        ),
    ),
    (
        Text(id="kontribusi, rantai", en="contribution, chain"),
        Text(
            id="yang di bawah ikut menyebabkan yang di atas; rantai menyusurinya sampai tingkat 0",
            en="what is below helps to bring about what is above; the chain follows it up to "
            "level 0",
        ),
    ),
    (
        Text(id="keluaran, hasil (outcome), dampak", en="output, outcome, impact"),
        Text(
            id="barang atau jasa yang dihasilkan; manfaatnya bagi seseorang; perubahan di "
            "masyarakat",
            en="a good or service produced; its use to someone; a change in society",
        ),
    ),
    (
        Text(id="arah (polarity)", en="polarity"),
        Text(
            id="apakah nilai yang baik itu naik, turun, tetap, atau di dalam rentang",
            en="whether a good value rises, falls, stays, or lies in a range",
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
            en="the value before the plan; what is promised for a year; what came of it; the "
            "two in percent",
        ),
    ),
    (
        Text(id="instansi, perangkat daerah (OPD)", en="agency (OPD)"),
        Text(
            id="dinas, badan atau lembaga yang menanggung sebuah hasil; unit adalah bagiannya",
            en="a department or body that answers for results; units are its parts",
        ),
    ),
    (
        Text(id="jabatan, jenjang, anak tangga", en="post (position), ladder, rung"),
        Text(
            id="jabatan, bukan orangnya; jenjang jabatan fungsional dan urutannya, 1 yang "
            "tertinggi",
            en="a post, never a person; a career ladder of professionals and its rungs, 1 the "
            "highest",
        ),
    ),
    (
        Text(id="SOP, langkah, tugas", en="SOP, step, task"),
        Text(
            id="prosedur kerja tertulis; satu langkahnya, dengan pelaksana, waktu dan keluaran",
            en="a written procedure; one step of it, with performer, time and output",
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
        Text(id="evaluasi AKIP", en="AKIP evaluation"),
        Text(
            id="penilaian tahunan atas akuntabilitas kinerja instansi pemerintah",
            en="the yearly evaluation of how accountable a government body is for its results",
        ),
    ),
)
PLAN = Text(id="rencana itu", en="the plan")
WORDS = Text(
    id="Kata-kata seperti *hasil*, *tingkat* dan *kontribusi* dijelaskan di [daftar kata]"
    "(README.md#kata-kata).",
    en="Words such as *result*, *level* and *contribution* are explained in the [list of words]"
    "(README.md#words).",
)
TONGUES = {"id": "Bahasa Indonesia", "en": "English"}


def page(rule: Rule) -> str:
    """The page of a rule: facts, then all of its sentences in each language, then its Cypher."""
    subject = ", ".join(rule.anchor) + (" → " + ", ".join(rule.other) if rule.other else "")
    counted = rule.population.name
    facts = [
        f"# {rule.id}",
        "",
        f"<!-- Generated by `make docs` from cypher/rules/{rule.id}.cypher. -->",
        "",
        "| severity | category | subject | population | since |",
        "|---|---|---|---|---|",
        f"| {rule.severity} | {rule.category} | {subject} | `{counted}` | {rule.since} |",
    ]
    bodies = ["\n".join(sections(rule, language)) for language in LANGUAGES]
    cypher = f"## Cypher\n\n```cypher\n{rule.statement.text}\n```\n"
    return "\n\n".join(["\n".join(facts), *bodies, cypher])


def sections(rule: Rule, language: Language) -> list[str]:
    """Everything that the header says, in one language."""
    lines = [f"## {rule.title.say(language)} ({TONGUES[language]})"]
    for key, body in bodies(rule, language):
        lines += ["", f"**{HEADINGS[key].say(language)}.** {body}"]
    return [*lines, "", WORDS.say(language)]


def bodies(rule: Rule, language: Language) -> list[tuple[str, str]]:
    """The text below each heading, in the order of the page."""
    example = (
        f"{BEFORE.say(language)}: {rule.example.before.say(language)} "
        f"{AFTER.say(language)}: {rule.example.after.say(language)}"
    )
    found = [
        ("what", rule.what.say(language)),
        ("why", rule.why.say(language)),
        ("message", said_of_any(rule, rule.message, language)),
        ("mend", said_of_any(rule, rule.mend, language)),
        ("example", example),
        ("limits", rule.limits.say(language)),
    ]
    if rule.needs_why is not None:
        found.append(("needs", rule.needs_why.say(language)))
    if rule.whole is not None:
        found.append(
            ("whole", rule.whole.message.say(language, subject=PLAN.say(language), of="…"))
        )
    if rule.parameters:
        told = [
            f"`{one.name}` ({one.type}, {one.default}): {one.meaning.say(language)}"
            for one in rule.parameters.values()
        ]
        found.append(("parameters", "; ".join(told)))
    sources = [f"{one.text} – {one.about.say(language)}" for one in rule.sources]
    return [*found, ("source", " · ".join(sources))]


def index(rules: tuple[Rule, ...]) -> str:
    """The page that lists all rules by category, in the order of the categories."""
    lines = ["# Rules", "", "<!-- Generated by `make docs` from cypher/rules/. -->"]
    for category in CATEGORIES:
        lines += ["", f"## {category}", "", "| rule | severity | id | en |", "|---|---|---|---|"]
        lines += [
            f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.title.id} | {rule.title.en} |"
            for rule in rules
            if rule.category == category
        ]
    for language, heading in (("id", "Kata-kata"), ("en", "Words")):
        lines += ["", f"## {heading}", "", "| | |", "|---|---|"]
        lines += [
            f"| {word.say(language)} | {meaning.say(language)} |" for word, meaning in GLOSSARY
        ]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """All pages as they should stand, by file name."""
    rules = load_rules()
    return {"README.md": index(rules)} | {f"{rule.id}.md": page(rule) for rule in rules}


def stale() -> list[str]:
    """The names of pages that are missing, out of date, or of no rule."""
    wanted = pages()
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    return sorted(
        name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name)
    )


def main() -> int:
    """Exit code 1 where ``--check`` finds a page out of date."""
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
