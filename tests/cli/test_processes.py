"""A command in a process of its own leaves what the same one leaves in ours."""

import re
from pathlib import Path

import pytest
from command_line import SLIDES, Done, run, run_apart


def without_times(done: Done) -> Done:
    out = re.sub(r"[\d.,]+ ms", "N ms", done.out)
    return Done(done.code, re.sub(r'"milliseconds": [\d.]+', '"milliseconds": 0', out), done.err)


@pytest.mark.parametrize(
    ("language", "words", "code"),
    [
        ("id", ("audit", "--rule", "missing-measure-unit"), 1),
        ("en", ("audit", "--json"), 1),
        ("id", ("trace", "SOP-1"), 0),
        ("en", ("trace", "LALN"), 2),
        ("id", ("query", "CREATE (n)", "--json"), 2),
        ("en", ("datasets", "--url", "bolt://127.0.0.1:9"), 4),
        ("id", ("validate", str(SLIDES)), 0),
        ("en", ("--help",), 0),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else str(part),
)
def test_both_ways_leave_the_same(
    loaded_home: Path, language: str, words: tuple[str, ...], code: int
) -> None:
    here, apart = (ask(loaded_home, *words, language=language) for ask in (run, run_apart))
    assert without_times(here) == without_times(apart)
    assert apart.code == code
    assert apart.out or apart.err
