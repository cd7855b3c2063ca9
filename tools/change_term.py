"""Change an Indonesian term everywhere: glossary, catalogue, rule headers, pages, notebooks, tests.

    python tools/change_term.py OLD NEW             change the word, and print what was changed
    python tools/change_term.py OLD NEW --dry-run   only print it

OLD is a word or words under *Indonesia* in one row of ``docs/glossary.md``. Its row gets NEW, and
OLD under *Avoid*. The word is changed where it stands by itself, doubled or with ``-nya``, small or
with a capital letter; not in names of options, keys and fields. Where another row has the same
word, only sentences with the English term are changed. Other forms (``me-``, ``ber-``) are listed
for you to change by hand. Afterwards: ``make messages docs snapshots``, and read the diff.

Exit code 2 if the words are not usable.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import messages

TOP: Final = Path(__file__).parent.parent
GLOSSARY: Final = "docs/glossary.md"
CATALOGUE: Final = messages.PO.relative_to(messages.TOP).as_posix()
HEAD: Final = "|---|---|---|---|---|"
KINDS: Final = (".cypher", ".ipynb", ".md", ".py", ".yaml")
"""Files that people write and that hold Indonesian words."""
LEFT: Final = (
    *("CHANGELOG.md", GLOSSARY, "docs/decisions/", "docs/reference/", "docs/rules/", "examples/"),
    *("api/", "kinerja_graph/", "tools/", "tests/house/test_catalogue.py"),
    *("tests/independent/", "tests/processes/", "tests/unit/sources/"),
)
"""History, generated pages, plans; code and tests in which Indonesian is what sheets say."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the glossary: the English term, its Indonesian words, and those to avoid."""

    english: str
    words: tuple[str, ...]
    meaning: str
    avoided: tuple[str, ...]
    avoided_english: str

    @classmethod
    def read(cls, line: str) -> Row:
        """Read a line of the table."""
        english, words, meaning, avoided, other = (
            one.strip() for one in line.strip().strip("|").split("|")
        )
        return cls(english, _words(words), meaning, _words(avoided), other)

    def changed(self, old: str, new: str) -> Row:
        """Return the row with ``new`` in place of ``old``, which is to be avoided from now on."""
        words = dict.fromkeys(new if word == old else word for word in self.words)
        avoided = [word for word in self.avoided if word != new]
        return Row(self.english, tuple(words), self.meaning, (*avoided, old), self.avoided_english)

    def line(self) -> str:
        """Write the line of the table."""
        cells = (
            self.english,
            "; ".join(self.words),
            self.meaning,
            "; ".join(self.avoided),
            self.avoided_english,
        )
        return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def main(arguments: Sequence[str]) -> int:
    """Change the term, or say why not."""
    words = [one for one in arguments if one != "--dry-run"]
    if len(words) != 2:  # noqa: PLR2004
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    try:
        changes = change_term(TOP, *words)
    except ValueError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    for path, (text, count) in changes.items():
        print(f"{count:5} {path}")
        if "--dry-run" not in arguments:
            (TOP / path).write_bytes(text)
    other = re.compile(
        rf"\b(?:(?:antar|ber|di|ke|me\w{{0,2}}|pe\w{{0,2}}|se|ter){re.escape(words[0])}(?:an|i|kan|nya)?"
        rf"|{re.escape(words[0])}(?:an|i|kan))\b",
        re.IGNORECASE,
    )
    forms = {
        found for text, _count in changes.values() for found in other.findall(text.decode("utf-8"))
    }
    if forms:
        print(f"Change by hand where it is the same term: {', '.join(sorted(forms))}")
    return 0


def change_term(top: Path, old: str, new: str) -> dict[str, tuple[bytes, int]]:
    """Return the new content of each file that changes, and in how many places it does.

    Raises:
        ValueError: ``old`` is in no row; ``new`` stands in a row already, or is no word.
    """
    if not re.fullmatch(r"\w+([ -]\w+)*", new):
        raise ValueError(
            f"{new!r} is no word. Write letters, with blanks or hyphens between words."
        )
    table = (top / GLOSSARY).read_text("utf-8")
    lines = table.splitlines()
    first = lines.index(HEAD) + 1
    rows = [Row.read(line) for line in lines[first:]]
    ours = [row for row in rows if old in row.words]
    if not ours:
        raise ValueError(f"No row of {GLOSSARY} has {old!r} under Indonesia. Write it as there.")
    if any(new in row.words for row in ours):
        raise ValueError(f"The row {ours[0].english!r} of {GLOSSARY} has {new!r} already.")
    taken = [row.english for row in rows if row not in ours and new in (*row.words, *row.avoided)]
    if taken:
        raise ValueError(f"{new!r} stands in the row {taken[0]!r} of {GLOSSARY}. Choose another.")
    shared = len(ours) > 1 or any(old in row.english.split() for row in rows)
    row = ours[0]
    lines[first + rows.index(row)] = row.changed(old, new).line()
    changes = {GLOSSARY: ("\n".join([*lines, ""]).encode(), 1)}
    catalogue, count = _change_catalogue(top, row, old, new, only_term=shared)
    if count:
        changes[CATALOGUE] = (catalogue, count)
    if not shared:
        for name in _files(top):
            text = (top / name).read_text("utf-8")
            changed, count = replace_word(text, old, new)
            if count:
                changes[name] = (changed.encode(), count)
    return changes


def replace_word(text: str, old: str, new: str) -> tuple[str, int]:
    """Replace a word where it stands by itself, doubled or with ``-nya``, and count.

    A first letter keeps its case, and so do words in capital letters (``FILE.xlsx``). Words
    broken over two lines are found, too; names of fields, options and keys (``{old}``, ``--old``,
    ``old_id``, ``old-id``) are not the word.
    """
    pattern = r"\s+".join(map(re.escape, old.split()))
    found = re.compile(
        rf"(?<![\w{{/.-])({pattern})(-{pattern})?(?=(?:nya)?(?![\w-]))", re.IGNORECASE
    )
    count = 0

    def put(match: re.Match[str]) -> str:
        nonlocal count
        place = match[0].isupper()  # FILE.xlsx, beside a field {file.name}
        if not place and re.match(r"\.\w", text[match.end() :][:2]):
            return match[0]
        count += 1
        if place:
            return new.upper().replace(" ", "-")
        word = new[0].upper() + new[1:] if match[1][0].isupper() else new
        return f"{word}-{new}" if match[2] else word

    return found.sub(put, text), count


def _change_catalogue(
    top: Path, row: Row, old: str, new: str, *, only_term: bool
) -> tuple[bytes, int]:
    catalog = messages.read(top / CATALOGUE)
    term = re.compile(rf"(?<![\w-]){re.escape(row.english.rstrip('y'))}", re.IGNORECASE)
    total = 0
    for message in messages.entries(catalog):
        if only_term and not term.search(str(message.id)):
            continue
        message.string, count = replace_word(str(message.string), old, new)
        total += count
    return messages.po_bytes(catalog), total


def _files(top: Path) -> Iterator[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=top, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    for name in listed.split("\0"):
        if name.endswith(KINDS) and not name.startswith(LEFT):
            yield name


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("; ") if word)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
