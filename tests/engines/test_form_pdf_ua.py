"""Every shipped form as PDF in two languages, held against PDF/UA-1 by veraPDF (nightly)."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from gallery import DATASET, FORMS, Shown, laid_out, load_city
from pdf_checker import broken_clauses, checker_jars

from kinerja_graph.report.formats.spec import DOCUMENT_FORMATS
