"""What the databases themselves refuse. A later version that makes a guarded table anew must set its guards again."""

from __future__ import annotations

# The entries of the ledger are only ever added to: a mistake is put right by an entry more.
_SQLITE = [
    f"CREATE TRIGGER entries_keep_{verb.lower()} BEFORE {verb} ON entries "
    "BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END"
    for verb in ("UPDATE", "DELETE")
]
_POSTGRES = [
    "CREATE FUNCTION entries_keep() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'entries are only ever added' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER entries_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON entries "
    "FOR EACH STATEMENT EXECUTE FUNCTION entries_keep()",
]
GUARDS = {"sqlite": _SQLITE, "postgresql": _POSTGRES}
