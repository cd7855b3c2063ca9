"""The catalogue of Indonesian texts (docs/decisions/0241): complete, used, and of one wording."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import change_term
import messages
from kinerja_graph.cli.command_list import COMMANDS, GROUPS
from kinerja_graph.library.rules import Rule, load_rules
from kinerja_graph.texts import Text

TOP = Path(__file__).parent.parent.parent
SOURCES = sorted(path for folder in messages.CODE for path in (TOP / folder).rglob("*.py"))
TEMPLATES = sorted((TOP / "api/kinerja_api").rglob("*.jinja"))
SAY_FOR_OTHERS = {
    TOP / "kinerja_graph/texts.py",
    TOP / "api/kinerja_api/explorer/pages.py",  # what the templates say: literals stand there
}
GLOSSARY = TOP / "docs" / "glossary.md"
BOTH_LANGUAGES_IN_CODE = {
    "kinerja_graph/texts.py": "the empty text; the error that there is no catalogue",
}
"""Modules with literal texts in both languages, and why."""


@cache
def catalogue() -> dict[tuple[str | None, str], str]:
    """Indonesian by context and English."""
    found = messages.entries(messages.read())
    return {(one.context, str(one.id)): str(one.string) for one in found}


@cache
def calls_of(path: Path) -> dict[str, list[ast.Call]]:
    """The calls of a module by the name of the function, where it is its own name."""
    found: dict[str, list[ast.Call]] = {}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.setdefault(node.func.id, []).append(node)
    return found


def is_text(node: ast.expr) -> bool:
    """Whether a value is a literal, so that it can be extracted."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_text_of_the_code_stands_in_the_catalogue_and_no_other() -> None:
    used = {(one.context, str(one.id)) for one in messages.entries(messages.extract())}
    assert len(used) > 2000
    assert sorted(used - set(catalogue()), key=str) == [], "make messages"
    assert sorted(set(catalogue()) - used, key=str) == [], "make messages"


def test_every_text_is_translated() -> None:
    assert [one.id for one in messages.unfinished(messages.read())] == []


def test_the_file_is_as_the_tool_writes_it() -> None:
    assert messages.PO.read_bytes() == messages.po_bytes(messages.read()), "make messages"


def test_texts_can_be_extracted() -> None:
    """What is no literal is not found by pybabel, xgettext and the like, and would be lost."""
    found = [
        f"{path.relative_to(TOP)}:{call.lineno}"
        for path in SOURCES
        for name in ("_", "pgettext")
        for call in calls_of(path).get(name, [])
        if path not in SAY_FOR_OTHERS and not all(is_text(one) for one in call.args)
    ]
    found += [
        f"{path.relative_to(TOP)}: {call}"
        for path in TEMPLATES
        for call in re.findall(r"""\b(?:_|pgettext)\((?!["'])[^)]*""", path.read_text("utf-8"))
    ]
    assert found == []


def test_no_other_text_stands_in_the_code_in_both_languages() -> None:
    found: dict[str, list[int]] = {}
    for path in SOURCES:
        for call in calls_of(path).get("Text", []):
            values = [*call.args, *(one.value for one in call.keywords)]
            if all(is_text(one) for one in values):
                found.setdefault(path.relative_to(TOP).as_posix(), []).append(call.lineno)
    assert set(found) == set(BOTH_LANGUAGES_IN_CODE)


def places(sentence: str) -> set[str]:
    """The facts that a sentence names."""
    return {name for _text, name, _spec, _sign in Formatter().parse(sentence) if name is not None}


def test_both_languages_name_the_same_facts() -> None:
    found = [
        (english, indonesian)
        for (_context, english), indonesian in catalogue().items()
        if "{" in english + indonesian and places(english) != places(indonesian)
    ]
    assert found == []


def glossary(
    page: str | None = None,
) -> Iterator[tuple[str, list[str], list[str], list[str]]]:
    """English, Indonesian, and what neither says instead, of every row of the page."""
    lines = (page or GLOSSARY.read_text("utf-8")).splitlines()
    for line in lines[lines.index("|---|---|---|---|---|") + 1 :]:
        english, indonesian, _meaning, *avoided = (
            one.strip() for one in line.strip("|").split("|")
        )
        first, second = ([word for word in one.split("; ") if word] for one in avoided)
        yield english, indonesian.split("; "), first, second


COMMAND = rf"kinerja (?:{'|'.join([one.name for one in COMMANDS] + [*GROUPS])})"


@cache
def said(sentence: str) -> str:
    """A sentence without what is typed as it stands: facts, options, keys, names of columns."""
    counted = re.sub(r"\{[\w.\[\]]+:([^{}|]*)\|([^{}]*)\}", r"\1 \2", sentence)
    plain = re.sub(r"\{[^{}]*\}|`[^`]*`|--?[a-z][\w-]*|\S*_\S*|\w+:\S+|" + COMMAND, " ", counted)
    return re.sub(r"\s+", " ", plain).casefold()


@cache
def pattern_of(word: str, *, english: bool) -> re.Pattern[str]:
    """What finds a word in a sentence; in English in the plural, too."""
    if english:
        stem, many = (word[:-1], "(?:y|ies)") if word.endswith("y") else (word, "(?:e?s)?")
        if word.endswith("x"):
            stem, many = word[:-1], "(?:x|xes|ces)"
        return re.compile(rf"(?<![\w-]){re.escape(stem)}{many}(?![\w-])")
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def has(sentence: str, word: str, *, english: bool = False) -> bool:
    """Whether a word stands in a sentence; in English in the plural, too."""
    return pattern_of(word, english=english).search(sentence) is not None


FOLDER_CSV = "folder CSV says it shorter"
EXCUSED = {
    ("agency", "check: 0 government, 1 agency"): "OPD, as the matrices call it",
    ("file", "An import writes a workbook .xlsx or a folder of CSV files, not {name}."): FOLDER_CSV,
    (
        "file",
        "a folder of CSV files, a workbook {workbook_ending}, or a document {document_ending}",
    ): FOLDER_CSV,
    (
        "file",
        (
            "a folder of CSV files, a workbook {workbook_ending}, or a document {document_ending}; "
            "several with --bulk"
        ),
    ): FOLDER_CSV,
    ("agency", "Transport Agency"): "a name",
    ("box", "{n} of {all} boxes shown"): "of the organisation: units and posts",
    ("cell", 'The cell "{value}" is in a column without a heading, so it is not read.'): "isi",
    (
        "cell",
        'The cell "{value}" is outside the columns with a heading, so it is not read.',
    ): "isi",
    ("column", "column {names}"): "the names are set as code",
    ("column", "columns {names}"): "the names are set as code",
    ("command", "Focus on this line of command"): "garis komando",
    ("command", "Line of command only: {name}"): "garis komando",
    ("crosscutting", "Vertical (default) or crosscutting."): "lintas: a choice, as it is typed",
    ("default", "Write {{type: int, default: 5, meaning: {{id: …, en: …}}}}."): "a key",
    ("folder", "Test a folder of rules with its case files."): "custom rules",
    ("nesting", "entries without deep nesting"): "of data, not of a plan",
    ("outcome", "outcome"): "hasil (outcome), beside what forms of governments say",
    ("superior", "serves the superior's result: {names}"): "pimpinan: the word of SKP forms",
}
"""Term and English of an entry in which another word is right, and why."""


def breaches(
    row: tuple[str, list[str], list[str], list[str]], texts: dict[tuple[str | None, str], str]
) -> list[tuple[str, str]]:
    """The entries that do not keep a row of the glossary."""
    term, words, avoided_id, avoided_en = row
    wrong: list[tuple[str, str]] = []
    for (_context, english), indonesian in texts.items():
        ours, theirs = said(english), said(indonesian)
        avoided = any(has(theirs, word) for word in avoided_id) or any(
            has(ours, word, english=True) for word in avoided_en
        )
        typed = has(
            theirs, term, english=True
        )  # a key, a column or a choice, the same in both languages
        told = typed or any(word in theirs for word in words)
        if (term, english) in EXCUSED:
            continue
        if avoided or (has(ours, term, english=True) and not told):
            wrong.append((english, indonesian))
    return wrong


@pytest.mark.parametrize("row", [*glossary()], ids=lambda row: row[0])
def test_the_glossary_is_kept(row: tuple[str, list[str], list[str], list[str]]) -> None:
    assert breaches(row, catalogue()) == []


@pytest.mark.parametrize(
    ("term", "new"),
    [
        ("fingerprint", "tanda pengenal"),
        ("dataset", "kumpulan rencana"),
        ("backup", "salinan aman"),
        ("file", "dokumen"),
    ],
)
def test_a_term_changes_with_one_command(term: str, new: str, tmp_path: Path) -> None:
    (old,) = [words[0] for english, words, *_avoided in glossary() if english == term]
    changes = change_term.change_term(TOP, old, new)
    path = tmp_path / "kinerja.po"
    path.write_bytes(changes[change_term.CATALOGUE][0])
    after = {
        (one.context, str(one.id)): str(one.string) for one in messages.entries(messages.read(path))
    }
    rows = [*glossary(changes[change_term.GLOSSARY][0].decode())]
    (row,) = [one for one in rows if new in one[1]]
    assert old in row[2]
    assert [one for one in catalogue().values() if has(said(one), old)]
    assert breaches(row, after) == []
    assert set(after) == set(catalogue())
    assert [*after.values()] != [*catalogue().values()]
    assert "CHANGELOG.md" not in changes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sidik jari temuan", "Cap jari temuan"),
        ("sidik jarinya, dan sidik\njari itu", "cap jarinya, dan cap jari itu"),
        ("{sidik jari} --sidik jari sidik jari_id sidik jari-nya", None),
        ("SIDIK JARI.html", "CAP-JARI.html"),
        ("Sidik jari-sidik jari", "Cap jari-cap jari"),
        ("{n:sidik jari|sidik jari}", "{n:cap jari|cap jari}"),
    ],
)
def test_only_the_word_itself_is_changed(before: str, after: str | None) -> None:
    assert change_term.replace_word(before, "sidik jari", "cap jari")[0] == (after or before)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("penanda yang tidak ada", "cap", "No row"),
        (None, None, "already"),
        (None, "{cap}", "no word"),
        (None, "hasil", "stands in the row"),
    ],
)
def test_a_change_of_a_term_that_cannot_be_is_refused(
    old: str | None, new: str | None, said: str
) -> None:
    (known,) = [words[0] for english, words, *_avoided in glossary() if english == "fingerprint"]
    with pytest.raises(ValueError, match=said):
        change_term.change_term(TOP, old or known, new or known)


QUOTED = {("output-at-strategic-level", "outcome"): "the word that plans write"}


def texts_of(rule: Rule) -> Iterator[Text]:
    yield from (rule.title, rule.what, rule.why, rule.mend, rule.message, rule.limits)
    if rule.needs_why is not None:
        yield rule.needs_why
    if rule.whole is not None:
        yield rule.whole.message


def test_no_rule_says_what_the_glossary_avoids() -> None:
    avoided = {word for _term, _words, avoided_id, _en in glossary() for word in avoided_id}
    found = [
        (rule.id, word)
        for rule in load_rules()
        for text in texts_of(rule)
        for word in sorted(avoided)
        if has(said(text.id), word) and (rule.id, word) not in QUOTED
    ]
    assert len(avoided) > 60
    assert found == []
