"""The public face."""

import subprocess
import sys

import pytest

import kinerja_graph


def test_every_name_is_there_and_in_order() -> None:
    names = kinerja_graph.__all__
    assert names == sorted(names)
    assert len(names) < 25
    for name in names:
        assert callable(getattr(kinerja_graph, name)), name
    assert dir(kinerja_graph) == names


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, kinerja_graph; print([n for n in sys.modules if n.startswith('kinerja_')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['kinerja_graph']"


def test_packages_do_not_hide_names() -> None:
    import kinerja_graph.audit  # noqa: PLC0415
    import kinerja_graph.render  # noqa: PLC0415

    for name in kinerja_graph.__all__:
        assert callable(getattr(kinerja_graph, name)), name


@pytest.mark.parametrize(
    ("former", "name"), [("Wish", "ReadOptions"), ("opened", "connect"), ("Choice", "EditionRef")]
)
def test_a_former_name_answers_and_warns(former: str, name: str) -> None:
    with pytest.warns(DeprecationWarning, match=f"kinerja_graph.{former} is called {name} now"):
        assert getattr(kinerja_graph, former).__name__ == name
