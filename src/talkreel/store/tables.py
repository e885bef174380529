"""The schema. Times are milliseconds since 1970 by the database's clock; JSON is kept as text, so that both databases
give back what was written.

accounts ─┬─ tokens, web_sessions, links          who may come in; `tries` counts who is kept out
          ├─ balances ── entries                  credits: the entries are the truth
          ├─ files                                what was uploaded, one row for each account and content
          └─ sessions ─┬─ drafts ── lines, revisions   the journal of each film
                       ├─ jobs                         turns and exports, as people see them
                       └─ events                       what is streamed
executors                                         who works, and when they last said so
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _at(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable)


def _account(*, nullable: bool = False) -> Column[str]:
    return Column("account", String(64), ForeignKey("accounts.id"), nullable=nullable)


accounts = Table(
    "accounts",
    metadata,
    Column("id", String(64), primary_key=True),  # anon_... or user_...
    Column("kind", String(16), nullable=False),  # anonymous, registered, admin
    Column("email", String(320), unique=True),
    Column("password_hash", Text),
    Column("subject", String(512), unique=True),  # issuer and subject of an OpenID account
    Column("plan", String(32), nullable=False, server_default="free"),
    Column("language", String(16), nullable=False, server_default=""),
    _at("created_at"),
    _at("closed_at", nullable=True),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(64), primary_key=True),
    _account(),
    Column("hash", String(64), nullable=False, unique=True),  # SHA-256 of the token
    Column("name", String(200), nullable=False, server_default=""),
    Column("scopes", String(200), nullable=False),  # separated by spaces
    Column("client", String(64)),  # hash of the client id that an anonymous token was given to
    Column("address", String(64)),  # hash of the address it was given to
    _at("created_at"),
    _at("expires_at", nullable=True),
    _at("revoked_at", nullable=True),
    Index("ix_tokens_client", "client", "created_at"),
    Index("ix_tokens_address", "address", "created_at"),
    Index("ix_tokens_account", "account"),
)

web_sessions = Table(
    "web_sessions",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the cookie
    _account(),
    Column("csrf", String(64), nullable=False),
    Column("sessions", Text, nullable=False, server_default=""),  # ids seen by their link alone, one a line
    _at("created_at"),
    _at("expires_at"),
)

links = Table(
    "links",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of a claim token, or of a bearer token seen in an address
    _account(),
    Column("kind", String(16), nullable=False),  # claim, spent
    Column("session", String(64)),
    Column("attribution", Text, nullable=False, server_default="{}"),
    _at("created_at"),
    _at("expires_at"),
)

tries = Table(
    "tries",
    metadata,
    # How often something was tried that may be tried so often: to sign in, to register.
    Column("hash", String(64), primary_key=True),  # of what is counted: an account, an address
    Column("count", Integer, nullable=False),
    _at("begun_at"),
)

balances = Table(
    "balances",
    metadata,
    Column("account", String(64), ForeignKey("accounts.id"), primary_key=True),
    Column("available", BigInteger, nullable=False, server_default="0"),
    Column("frozen", BigInteger, nullable=False, server_default="0"),
    CheckConstraint("available >= 0", name="available"),
    CheckConstraint("frozen >= 0", name="frozen"),
)

# Whatever writes an entry: credits come by a grant, move by a freeze and its close, and never appear on the way.
_ENTRY = """
(kind = 'grant' AND job IS NULL AND slot IS NULL AND note IS NOT NULL AND available_delta >= 0 AND frozen_delta = 0)
OR (kind = 'expire' AND job IS NULL AND slot IS NULL AND note IS NOT NULL AND available_delta <= 0 AND frozen_delta = 0)
OR (kind = 'freeze' AND job IS NOT NULL AND slot IS NOT NULL AND slot = 'freeze'
    AND frozen_delta >= 0 AND available_delta = -frozen_delta)
OR (kind = 'settle' AND job IS NOT NULL AND slot IS NOT NULL AND slot = 'close'
    AND available_delta >= 0 AND available_delta <= -frozen_delta)
OR (kind = 'refund' AND job IS NOT NULL AND slot IS NOT NULL AND slot = 'close'
    AND frozen_delta <= 0 AND available_delta = -frozen_delta)
"""

entries = Table(
    "entries",
    metadata,
    Column("id", Integer().with_variant(BigInteger(), "postgresql"), primary_key=True, autoincrement=True),
    _account(),
    Column("kind", String(16), nullable=False),  # grant, freeze, settle, refund, expire
    Column("job", String(64)),
    Column("slot", String(16)),  # freeze or close: a job has at most one of each
    Column("available_delta", BigInteger, nullable=False),
    Column("frozen_delta", BigInteger, nullable=False),
    Column("note", Text),  # what a grant is for: the same is granted once
    _at("at"),
    UniqueConstraint("job", "slot"),
    UniqueConstraint("account", "note", "kind", name="uq_entries_once"),
    CheckConstraint(_ENTRY, name="shape"),
    Index("ix_entries_account", "account", "id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),  # 128 bits as a decimal
    Column("task", String(64), nullable=False, unique=True),
    _account(),
    Column("name", String(400), nullable=False),
    Column("language", String(16), nullable=False, server_default=""),
    Column("focus", String(64), nullable=False, server_default=""),  # the draft that is talked about
    Column("state", Text, nullable=False, server_default="{}"),  # keys that clients keep here (ADK)
    Column("attribution", Text, nullable=False, server_default="{}"),
    Column("open_link", Integer, nullable=False, server_default="1"),  # whether the id alone opens the claim page
    _at("created_at"),
    _at("updated_at"),
    _at("deleted_at", nullable=True),
    Index("ix_sessions_account", "account", "created_at"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("session", String(64), ForeignKey("sessions.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("revision", Integer, nullable=False),  # the newest
    _at("created_at"),
    UniqueConstraint("session", "position"),
)

lines = Table(
    "lines",
    metadata,
    Column("draft", String(64), ForeignKey("drafts.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("draft", String(64), ForeignKey("drafts.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("body", Text, nullable=False),  # draft, operations, changes
)

files = Table(
    "files",
    metadata,
    Column("account", String(64), ForeignKey("accounts.id"), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("session", String(64), ForeignKey("sessions.id"), primary_key=True),
    Column("name", String(400), nullable=False),
    Column("suffix", String(16), nullable=False),  # by content: ".mp4"
    Column("kind", String(16), nullable=False),  # video, image, audio, lut, document
    Column("bytes", BigInteger, nullable=False),
    Column("facts", Text, nullable=False, server_default="{}"),  # duration_ms, width, height, fps, colours ...
    Column("analysis", Text),
    Column("used", Integer, nullable=False, server_default="0"),  # whether a turn has taken it
    _at("created_at"),
    Index("ix_files_session", "session", "created_at"),
)

# The few of very many jobs. Only a query with these very words, and nothing bound to it, uses an index of them.
IS_OPEN = text("status IN ('pending', 'processing')")

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(64), primary_key=True),  # UUIDv7
    _account(),
    Column("session", String(64), ForeignKey("sessions.id"), nullable=False),
    Column("kind", String(16), nullable=False),  # turn, export, analysis
    Column("key", String(200), nullable=False),  # what the client calls it: message key, render id
    Column("request_hash", String(64), nullable=False),
    Column("request", Text, nullable=False),
    Column("status", String(16), nullable=False),  # pending, processing, completed, failed, cancelled
    Column("progress", Integer, nullable=False, server_default="0"),
    Column("stage", String(32), nullable=False, server_default=""),
    Column("quote", Integer, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("cancel_requested", Integer, nullable=False, server_default="0"),
    Column("result", Text),
    Column("error", Text),  # code, message
    Column("attribution", Text, nullable=False, server_default="{}"),
    _at("created_at"),
    _at("started_at", nullable=True),
    _at("ended_at", nullable=True),
    UniqueConstraint("account", "kind", "key"),
    Index("ix_jobs_session", "session", "kind", "created_at", "id"),
    Index("ix_jobs_status", "status", "kind", "id"),
    Index("ix_jobs_ended", "kind", "ended_at"),
    Index("ix_jobs_open", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    Index("ix_jobs_open_account", "account", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
)

events = Table(
    "events",
    metadata,
    # One number for the whole table, so that whoever tails it asks for what came after the last one it saw.
    Column("seq", Integer().with_variant(BigInteger(), "postgresql"), primary_key=True, autoincrement=True),
    Column("session", String(64), ForeignKey("sessions.id"), nullable=False),
    Column("job", String(64)),
    Column("body", Text, nullable=False),  # an event as it is streamed
    _at("at"),
    Index("ix_events_session", "session", "seq"),
    sqlite_autoincrement=True,  # or the number of the newest, once that is deleted, would be given again
)

executors = Table(
    "executors",
    metadata,
    Column("id", String(120), primary_key=True),  # host:role:uuid, new at each start
    Column("role", String(32), nullable=False),
    Column("host", String(200), nullable=False),
    Column("pid", Integer, nullable=False),
    _at("beat_at"),
)

answers = Table(
    "answers",
    metadata,
    # What was answered to a request with an Idempotency-Key.
    Column("account", String(64), ForeignKey("accounts.id"), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("request_hash", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    _at("at"),
)

options = Table(
    "options",
    metadata,
    # What an administrator has set while the server runs: prices, retention.
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
