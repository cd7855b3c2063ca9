"""Dialogs that a page opens: each is noted and closed."""

from __future__ import annotations

from playwright.sync_api import Dialog


def dismiss(said: list[str], dialog: Dialog) -> None:
    """Notes what the dialog says in ``said`` and closes it."""
    said.append(f"dialog: {dialog.message}")
    dialog.dismiss()
