"""What a report can be written as: one module, one format (decision 0242)."""
