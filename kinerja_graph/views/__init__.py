"""Questions to a loaded edition, each declared once: one module, one view (decision 0245)."""
