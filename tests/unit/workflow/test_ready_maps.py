"""A map that there is not is told with those like it, and only where there are such."""

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.workflow.importing import find_map


@pytest.mark.parametrize(("name", "perhaps"), [("renstra", True), ("qqqq", False)])
def test_maps_like_the_one_asked_for_are_named_where_there_are_any(
    name: str, *, perhaps: bool
) -> None:
    with pytest.raises(UsageError) as caught:
        find_map(name)
    assert ("Mungkin:" in caught.value.mend.id) is perhaps
    assert ("Perhaps:" in caught.value.mend.en) is perhaps
    assert "matriks-renstra" in caught.value.mend.id
