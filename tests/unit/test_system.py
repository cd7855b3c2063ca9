"""Why the operating system refuses is said in the language of the sentence around it."""

import os

import pytest

from kinerja_graph.system import of_system
from kinerja_graph.texts import LANGUAGES, Text


@pytest.mark.parametrize("number", [2, 13, 17, 20, 21, 28, 98, 9999])
def test_no_reason_is_in_the_words_of_the_system(number: int) -> None:
    why = of_system(OSError(number, os.strerror(number)))
    assert os.strerror(number) not in (why.id, why.en)
    assert why.id != why.en


def test_a_file_that_is_no_text_has_its_reason() -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        b"\xff".decode()
    assert of_system(caught.value).id == "isinya bukan teks UTF-8"


def test_a_fact_in_two_languages_is_said_in_that_of_its_sentence() -> None:
    told = Text(id="{path}: {why}", en="{path}: {why}").filled(
        path="a", why=Text(id="penuh {x}", en="full {x}")
    )
    assert [told.say(language) for language in LANGUAGES] == ["a: penuh {x}", "a: full {x}"]
