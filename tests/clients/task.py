"""A whole task with the generated Python client: upload, load, audit, align, report."""

import json
import sys
from io import BytesIO

from kinerja_client import AuthenticatedClient
from kinerja_client.api.audits import read_audit
from kinerja_client.api.documents import read_report
from kinerja_client.api.uploads import load_upload, read_upload, send_files
from kinerja_client.api.views import read_align
from kinerja_client.models.alignment import Alignment
from kinerja_client.models.audit import Audit
from kinerja_client.models.problem import Problem
from kinerja_client.models.read_report_form import ReadReportForm
from kinerja_client.models.send_files_body import SendFilesBody
from kinerja_client.models.upload_status import UploadStatus
from kinerja_client.types import File

url, key, dataset, plan = sys.argv[1:]
where = {"dataset": dataset, "edition": "1"}

with AuthenticatedClient(base_url=url, token=key, timeout=60) as client:
    body = SendFilesBody(files=[File(BytesIO(plan.encode()), "plan.json", "application/json")])
    sent = send_files.sync(client=client, body=body, idempotency_key=f"py-{dataset}", **where)
    again = send_files.sync(client=client, body=body, idempotency_key=f"py-{dataset}", **where)
    assert isinstance(sent, UploadStatus)
    assert isinstance(again, UploadStatus)
    assert again.id == sent.id
    ready = read_upload.sync(sent.id, client=client, wait=30)
    assert isinstance(ready, UploadStatus)
    assert ready.state.value == "ready"
    load_upload.sync(sent.id, client=client)
    loaded = read_upload.sync(sent.id, client=client, wait=30)
    assert isinstance(loaded, UploadStatus)
    assert loaded.state.value == "loaded"

    audit = read_audit.sync(client=client, **where)
    assert isinstance(audit, Audit)
    alignment = read_align.sync("S1", client=client, **where)
    assert isinstance(alignment, Alignment)
    report = read_report.sync_detailed(ReadReportForm.DOCX, client=client, **where)
    unknown = read_align.sync("none", client=client, **where)
    assert isinstance(unknown, Problem)

    told = {
        "findings": [one.fingerprint for one in audit.findings],
        "agencies": [one.id for one in alignment.agencies],
        "report": report.content[:2].decode(),
        "problem": unknown.code,
    }
    sys.stdout.write(json.dumps(told))
