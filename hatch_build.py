"""The package build makes the compiled catalogue of Indonesian texts; an editable install too."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg,misc]
    """Compiles ``kinerja.po`` before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Writes ``kinerja.mo`` beside its source and puts it into the wheel."""
        root = Path(self.root)
        compiled: Path = runpy.run_path(str(root / "tools" / "messages.py"))["compile_catalogue"]()
        build_data["artifacts"].append(f"/{compiled.relative_to(root).as_posix()}")
