"""Views of a loaded edition, each declared once: one module per view (decision 0245)."""
