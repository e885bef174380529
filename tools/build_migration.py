"""Write the script that leads from the newest schema to what `talkreel.store.tables` says now.

    python tools/build_migration.py 0002 "files know their licence"    a new version
    python tools/build_migration.py 0001 "the schema"                  before the first release: write the first anew

Read what it wrote: a renamed column looks like one dropped and one added. Set `HEAD` in `store/migrating.py`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext

from talkreel.store.database import Database
from talkreel.store.migrating import FOLDER, upgrade
from talkreel.store.tables import metadata

_SCRIPT = '''"""{says}."""
# ruff: noqa: E501

import sqlalchemy as sa
from alembic import op

revision = "{version}"
down_revision = {before}


def upgrade() -> None:
    """Lead there."""
    {steps}
'''
_FIRST = """
    for sentence in GUARDS[op.get_context().dialect.name]:
        op.execute(sentence)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version")
    parser.add_argument("says")
    given = parser.parse_args()
    path = FOLDER / "versions" / f"v{given.version}.py"
    path.unlink(missing_ok=True)
    before = max((file.stem[1:] for file in path.parent.glob("v*.py")), default=None)
    script = _SCRIPT.format(
        says=given.says[0].upper() + given.says[1:],
        version=given.version,
        before=f'"{before}"' if before else None,
        steps=_steps(before is not None),
    )
    if before is None:
        script = script.replace("import op\n", "import op\n\nfrom talkreel.store.migrations.guards import GUARDS\n")
        script += _FIRST
    path.write_text(script, "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], check=True)
    subprocess.run([sys.executable, "-m", "ruff", "check", "-q", "--fix", str(path)], check=True)


def _steps(upgraded: bool) -> str:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/empty.db")
        if upgraded:
            upgrade(database)
        with database.reading() as connection:
            options = {"render_as_batch": True, "target_metadata": metadata}
            steps = produce_migrations(MigrationContext.configure(connection, opts=options), metadata).upgrade_ops
        database.close()
    assert steps is not None
    return render_python_code(steps, render_as_batch=True)


if __name__ == "__main__":
    main()
