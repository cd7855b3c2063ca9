"""Which role gives which right, and where: a change of either is a decision (0160, 0217)."""

from __future__ import annotations

import pytest

from kinerja_graph.accounts.rights import ROLES, Grant, Grants, Right, Role

READ, UPLOAD, JUDGE, ADMIN, CYPHER = Right
MAY: dict[str, tuple[Right, set[Role]]] = {
    "read": (READ, {"viewer", "planner", "inspector", "admin", "cypher"}),
    "export": (READ, {"viewer", "planner", "inspector", "admin", "cypher"}),
    "load": (UPLOAD, {"planner", "admin"}),
    "judge": (JUDGE, {"inspector", "admin"}),
    "remove": (ADMIN, {"admin"}),
    "query": (CYPHER, {"cypher"}),
}


@pytest.mark.parametrize("act", MAY)
@pytest.mark.parametrize("role", ROLES)
def test_who_may_do_what_where(act: str, role: Role) -> None:
    right, roles = MAY[act]
    everywhere, here = Grants((Grant(role),)), Grants((Grant(role, "sini"),))
    assert everywhere.may(right, "sini") is (role in roles)
    assert everywhere.may(right) is (role in roles)
    assert here.may(right, "sini") is (role in roles)
    assert not here.may(right, "sana")
    assert not here.may(right)
    assert not Grants().may(right, "sini")


@pytest.mark.parametrize("name", ["", "Sini", "sini ", "sini\x1f1", "*", "sin"])
def test_a_grant_is_of_one_name_as_it_is_written(name: str) -> None:
    assert not Grants((Grant("admin", "sini"),)).may(READ, name)
