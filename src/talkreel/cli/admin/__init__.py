"""`talkreel admin`: looking after a server. The commands work on its database, whether it runs or not."""

from __future__ import annotations

import typer

from talkreel.cli.admin import accounts, backup, grant, migrate, prices, restore, retention, tokens

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look after a server: accounts, credits, tokens, prices, backups. It may run meanwhile.",
)
app.add_typer(accounts.app, name="accounts")
app.command("grant")(grant.grant)
app.add_typer(tokens.app, name="tokens")
app.add_typer(prices.app, name="prices")
app.command("backup")(backup.backup)
app.command("restore")(restore.restore)
app.add_typer(retention.app, name="retention")
app.command("migrate")(migrate.migrate)
