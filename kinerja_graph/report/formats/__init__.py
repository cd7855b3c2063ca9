"""The formats of a report: one module per format (decision 0242)."""
