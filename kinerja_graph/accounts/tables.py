"""Tables of the accounts database; times are text in UTC, such as ``2026-11-25T16:44:17Z``."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

VERSION: Final = 5
"""The version of these tables, stored in the file as ``user_version``."""

METADATA: Final = MetaData()

SECRETS: Final = Table(
    "secrets",
    METADATA,
    Column("purpose", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""Random secrets with which the service signs what it hands out."""

PEOPLE: Final = Table(
    "people",
    METADATA,
    Column("name", String, primary_key=True),  # as given by the sign-in
    Column("issuer", String),  # the first to vouch for them; None before the first sign-in
    Column("subject", String),  # the issuer's permanent id for them
    Column("created_at", String, nullable=False),
    Column("seen_at", String),
)

KEYS: Final = Table(
    "keys",
    METADATA,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("digest", String, nullable=False),  # SHA-256 of the whole key
    Column("created_at", String, nullable=False),
    Column("created_by", String, nullable=False),
    Column("expires_at", String, nullable=False),
    Column("revoked_at", String),
    Column("used_at", String),
)

GRANTS: Final = Table(
    "grants",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("person", String, ForeignKey("people.name", ondelete="CASCADE")),
    Column("key", String, ForeignKey("keys.id", ondelete="CASCADE")),
    Column("role", String, nullable=False),
    Column("dataset", String, nullable=False),
    Index("grants_once", "person", "key", "role", "dataset", unique=True),
)

SESSIONS: Final = Table(
    "sessions",
    METADATA,
    Column("digest", String, primary_key=True),  # SHA-256 of the cookie's value
    Column("person", String, ForeignKey("people.name", ondelete="CASCADE")),
    Column("key", String, ForeignKey("keys.id", ondelete="CASCADE")),
    Column("token", String),  # SHA-256 of the token in the service's own address
    Column("created_at", String, nullable=False),
    Column("expires_at", String, nullable=False),
)

WAIVERS: Final = Table(
    "waivers",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("dataset", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("subject", String, nullable=False),  # empty if the fingerprint identifies the finding
    Column("other", String),
    Column("reason", Text),
    Column("until", String),  # a date such as 2027-03-31
    Column("by", String),
    Column("state", String, nullable=False),
    Column("proposed_by", String, nullable=False),
    Column("proposed_at", String, nullable=False),
    Column("decided_by", String),
    Column("decided_at", String),
    Column("fingerprint", String),  # since version 2: of the one finding to waive
    Index("waivers_of", "dataset", "state"),
)

FOLLOW_UPS: Final = Table(  # since version 3
    "follow_ups",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("dataset", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("finding", Text, nullable=False),  # a JSON object: what it is, and where it was found
    Column("state", String, nullable=False),
    Column("person", String),
    Column("due", String),  # a date such as 2027-03-31
    Column("note", Text),
    Column("set_by", String, nullable=False),
    Column("set_at", String, nullable=False),
    Index("follow_ups_of", "dataset", "fingerprint", "number"),
)
"""Every state that a follow-up was in; the newest row of a finding is its current one."""

NOTES: Final = Table(  # since version 3
    "notes",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("dataset", String, nullable=False),
    Column("label", String, nullable=False),
    Column("record", String, nullable=False),  # the id of the record in its edition
    Column("text", Text, nullable=False),
    Column("author", String, nullable=False),
    Column("written_at", String, nullable=False),
    Index("notes_of", "dataset", "label", "record", "number"),
)
"""What people wrote about records."""

QUERIES: Final = Table(  # since version 4
    "queries",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("dataset", String, nullable=False),  # ``*``: for any dataset
    Column("cypher", Text, nullable=False),
    Column("saved_by", String, nullable=False),
    Column("saved_at", String, nullable=False),
    Index("queries_of", "name", "dataset", unique=True),
)
"""Queries that people saved by name."""

BASELINES: Final = Table(
    "baselines",
    METADATA,
    Column("dataset", String, primary_key=True),
    Column("text", Text, nullable=False),  # the content of the baseline file
    Column("set_by", String, nullable=False),
    Column("set_at", String, nullable=False),
)

ANSWERS: Final = Table(  # since version 5
    "answers",
    METADATA,
    Column("account", String, primary_key=True),
    Column("key", String, primary_key=True),  # as the caller chose it
    Column("request", String, nullable=False),  # digest of what was asked
    Column("started_at", String, nullable=False),
    Column("status", Integer),  # None while it is being answered
    Column("headers", Text),  # a JSON object
    Column("body", Text),
    Index("answers_by_age", "started_at"),
)
"""Answers to requests that their callers may repeat, by idempotency key."""

LOG: Final = Table(
    "log",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("act", String, nullable=False),
    Column("dataset", String),
    Column("facts", Text, nullable=False),  # a JSON object
    Index("log_of", "dataset", "number"),
)
