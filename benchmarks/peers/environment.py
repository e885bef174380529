"""Python environments of peers that install from PyPI, made once beside the material."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path


def python_for(package: str, folder: Path) -> Path:
    """The interpreter of an environment that has one package ("name==version") and what it needs.

    Raises:
        subprocess.CalledProcessError: it cannot be installed.
    """
    home = folder / "environments" / package.replace("==", "-")
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        print(f"installing {package} ...", file=sys.stderr, flush=True)
        venv.create(home, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", package], check=True, stderr=subprocess.DEVNULL)
        (home / "ready").touch()
    return python
