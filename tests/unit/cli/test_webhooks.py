"""``kinerja webhooks``: what an administrator adds, sees, and removes."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import run

from kinerja_graph.accounts.database import open_accounts
from kinerja_graph.workflow.webhooks import announce_loaded

URL = "http://127.0.0.1:9/kinerja"


def test_a_webhook_is_added_listed_and_removed(tmp_path: Path) -> None:
    words = ("webhooks", "add", URL, "--event", "audit.done", "--dataset", "kota-a")
    added = run(tmp_path, *words, language="en", KINERJA_WEBHOOK_PRIVATE="127.0.0.1")
    assert added.code == 0, added.err
    assert "audit.done: kota-a" in added.out
    secret = next(one for one in added.out.split() if one.startswith("kinerja_whsec_"))
    assert "cannot be shown again" in added.err
    listed = run(tmp_path, "webhooks", "list", "--json", language="en")
    (webhook,) = json.loads(listed.out)["webhooks"]
    assert (webhook["url"], webhook["events"], webhook["dataset"]) == (
        URL, ["audit.done"], "kota-a",
    )  # fmt: skip
    shown = run(tmp_path, "webhooks", "list", language="en").out
    assert webhook["id"] in shown
    assert secret not in listed.out + shown
    with open_accounts(tmp_path) as book:
        announce_loaded(book, "kota-a", "1", None)
    (waiting,) = json.loads(run(tmp_path, "webhooks", "log", "--json").out)["deliveries"]
    assert (waiting["event"], waiting["state"], waiting["attempts"]) == ("audit.done", "waiting", 0)
    assert "menunggu" in run(tmp_path, "webhooks", "log").out
    wrong = run(tmp_path, "webhooks", "remove", "x", language="en")
    assert (wrong.code, webhook["id"] in wrong.err) == (2, True)
    assert run(tmp_path, "webhooks", "remove", webhook["id"]).code == 0
    assert json.loads(run(tmp_path, "webhooks", "list", "--json").out) == {"webhooks": []}
    assert json.loads(run(tmp_path, "webhooks", "log", "--json").out) == {"deliveries": []}
    acts = [one["act"] for one in json.loads(run(tmp_path, "users", "log", "--json").out)["log"]]
    assert acts == ["webhook-removed", "webhook-added"]


def test_what_cannot_be_told_is_refused(tmp_path: Path) -> None:
    for words, said in (
        ((URL,), "webhook_private"),
        (("ftp://example.org/",), "no URL"),
        ((URL, "--event", "audit.don"), "audit.done"),
    ):
        refused = run(tmp_path, "webhooks", "add", *words, language="en")
        assert refused.code == 2, refused.out
        assert said in refused.err
    assert "kinerja webhooks add" in run(tmp_path, "webhooks", "list", language="en").out
    assert "Nothing was sent" in run(tmp_path, "webhooks", "log", language="en").out
