"""Asks the new views by route and by Python; prints what came, as JSON."""

import inspect
import json
import sys
from pathlib import Path

from fastapi.testclient import TestClient

import kinerja_graph
from kinerja_api.app import create_app
from kinerja_api.mcp.tools import tools_of
from kinerja_graph import Plan, read_settings

assert Path(str(kinerja_graph.__file__)).is_relative_to(sys.argv[1])
settings = read_settings(token="a-word-that-is-long-enough-for-it")
with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
    client.headers["Authorization"] = f"Bearer {settings.token}"
    paths = client.get("/openapi.json").json()["paths"]
    told = {
        path: {
            "status": answer.status_code,
            "type": answer.headers["content-type"],
            "text": answer.text,
        }
        for path in sys.argv[2:]
        for answer in [client.get(path)]
    }
plan = Plan()
with plan:
    burden, helpers = plan.burden(least=2), plan.helpers("LALIN")
    each = plan.each("level:0,label:objective", plan.helpers)
    found = {
        "routes": told,
        "paths": sorted(path for path in paths if "burden" in path or "helpers" in path),
        "burden": burden.data,
        "rows": burden.rows,
        "frame": burden.to_pandas().columns.to_list(),
        "class": type(burden.answer).__name__,
        "helpers": helpers.answer.helpers,
        "graph": sorted(helpers.to_networkx()),
        "each": len(each),
        "tools": {
            name: sorted(tool.operations[-1].arguments)
            for name, tool in tools_of(create_app(settings)).items()
            if name in {"burden", "helpers"}
        },
        "signature": str(inspect.signature(Plan.burden)),
    }
sys.stdout.write(json.dumps(found))
