"""Reads files of formats that a stranger added by upload and by Python; prints what came."""

import json
import sys
from pathlib import Path

from fastapi.testclient import TestClient

import kinerja_graph
from kinerja_api.app import create_app
from kinerja_graph import read_settings, validate

assert Path(str(kinerja_graph.__file__)).is_relative_to(sys.argv[1])
settings = read_settings(token="a-word-that-is-long-enough-for-it")
plans = [Path(name) for name in sys.argv[2:]]
found = {}
with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
    client.headers["Authorization"] = f"Bearer {settings.token}"
    for plan in plans:
        with plan.open("rb") as file:
            sent = client.post("/uploads", files={"files": (plan.name, file)}).json()
        told = client.get(f"/uploads/{sent['id']}", params={"wait": 20}).json()
        reading = validate(plan, settings=settings)
        found[plan.name] = {
            "state": told["state"],
            "read": told["read"],
            "problems": [problem.code for problem in reading.problems],
            "units": [] if reading.cascade is None else [one.id for one in reading.cascade.units],
        }
    refused = client.post("/uploads", files={"files": ("plan.exe", b"x")}).json()
    form = client.get("/explore/upload").text
sys.stdout.write(json.dumps({"plans": found, "refused": refused, "form": form}))
