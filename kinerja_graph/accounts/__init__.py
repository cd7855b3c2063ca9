"""The ledger, one SQLite file: permissions, accepted findings, and the log of who did what."""
