"""Answers of views in words, once: as blocks that every writer writes (decision 0242)."""
