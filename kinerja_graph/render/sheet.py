"""A sheet as one offline page: its still picture in both languages, and its facts as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup

from kinerja_graph.render.embed import asset, document, style_of
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import LANGUAGES, Language, Text

Cell = str | Text
"""What a cell of a table says: the same in both languages, or a sentence in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table twin of a picture: a title, headings, and rows of as many cells."""

    title: Text
    headings: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A picture that needs no laying out again when it is read.

    Attributes:
        view: the view that it shows.
        title: its name.
        pictures: the SVG in each language, made by this package.
        papers: the same in pieces for paper; of a picture in one piece there is none.
        tables: the same facts in words.
        facts: where they come from, by the key of their word.
        theme: the colours of the page around the pictures.
        is_sized: the pictures have a width of their own, and do not fill the window.
    """

    view: str
    title: Text
    pictures: Mapping[Language, str]
    papers: Mapping[Language, Sequence[str]] = field(default_factory=dict[Language, Sequence[str]])
    tables: Sequence[Table]
    facts: Mapping[str, str]
    theme: ThemeName = "light"
    is_sized: bool = False


def sheet_page(sheet: Sheet, language: Language) -> str:
    """The page of ``sheet``, opened in ``language``: one file, both languages inside."""
    words = words_for(sheet.view)
    return document(
        asset("sheet.html.jinja"),
        style=style_of("sheet.css"),
        script=asset("sheet.js"),
        language=language,
        languages=LANGUAGES,
        sheet=sheet,
        pictures={each: _inline(sheet.pictures[each]) for each in LANGUAGES},
        papers={each: _pieces(sheet.papers.get(each, ())) for each in LANGUAGES},
        words=words,
        both=partial(_both, words),
        texts=_texts,
    )


def _both(words: Mapping[str, Text], key: str) -> Text:
    return words[key]


def _texts(cell: Cell) -> Text:
    return Text(id=cell, en=cell) if isinstance(cell, str) else cell


def _pieces(pages: Sequence[str]) -> list[Markup]:
    """The pieces of a picture; none where it is whole."""
    return [_inline(page) for page in pages] if len(pages) > 1 else []


def _inline(svg: str) -> Markup:
    """An SVG of ours as it stands in a page: every fact in it was escaped when it was drawn."""
    return Markup(svg)  # noqa: S704 - our own elements, names escaped by still/ink.py
