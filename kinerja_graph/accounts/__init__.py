"""The accounts database, one SQLite file: permissions, accepted findings, the activity log."""
