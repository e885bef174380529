"""The wheel carries the compiled picture kernels where a C compiler is at hand, and is pure where none is."""

from __future__ import annotations

import runpy
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNELS = "talkreel/draw/kernels"


class KernelsHook(BuildHookInterface[Any]):
    """Compiles them beside their sources, also for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """See the interface; nothing fails for want of a compiler."""
        library: Path | None = runpy.run_path(str(Path(self.root, "src", KERNELS, "build.py")))["build"]()
        if library is None or version == "editable":
            return
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["force_include"][str(library)] = f"{KERNELS}/{library.name}"
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"
