"""One database and one object store: SQLite and a folder by default, PostgreSQL and S3 by an address.

database  connections, transactions, the clock, migrations; `tables` is the schema
ledger    credits: entries that are only ever added, and the balances that follow from them
accounts, tokens, sessions, journals, jobs, events, files ...   rows of one noun each
objects   the object store: content under its hash

A function that reads or writes rows takes the connection of a transaction first, so that what belongs together is kept
together. Only this room knows SQL and object storage.
"""
