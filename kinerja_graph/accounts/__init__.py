"""The ledger: who may do what, what is accepted, and who did what; one SQLite file."""
