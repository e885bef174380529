"""Compiles the kernels: `python -m talkreel.draw.kernels.build`.

The library lies beside its sources, and its name carries their hash: one that is out of date is never loaded. Only
the standard library is used here, since the wheel's build runs this file by itself.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = ("planar.c", "grading.c", "packed.c", "layers.c")
_FLAGS = ("-std=c11", "-O3", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off", "-fno-math-errno", "-w")
_AVX512 = ("-mavx512f", "-mavx512bw", "-mavx512dq", "-mavx512vl", "-mavx512vbmi", "-mprefer-vector-width=512")
_SETS: dict[str, dict[str, tuple[str, ...]]] = {
    "x86_64": {"scalar": (), "avx2": ("-mavx2",), "avx512": ("-mavx2", *_AVX512)},
    "aarch64": {"neon": ()},
}
_ALIASES = {"amd64": "x86_64", "arm64": "aarch64"}
_SUFFIXES = {"darwin": ".dylib", "win32": ".dll"}
_LONGEST_S = 300


def machine() -> str:
    """The processor's family as compilers call it."""
    name = platform.machine().lower()
    return _ALIASES.get(name, name)


def sets() -> dict[str, tuple[str, ...]]:
    """The instruction sets that a library for this machine holds, the baseline first, and their compiler flags."""
    return _SETS.get(machine(), {"scalar": ()})


def library_path(folder: Path = HERE) -> Path:
    """Where the library of exactly these sources lies, or would lie."""
    digest = hashlib.sha256(repr((_FLAGS, sets())).encode())
    for source in sorted([*HERE.glob("*.c"), *HERE.glob("*.h")]):
        digest.update(source.name.encode() + source.read_bytes())
    suffix = _SUFFIXES.get(sys.platform, ".so")
    return folder / f"kernels-{sys.platform}-{machine()}-{digest.hexdigest()[:16]}{suffix}"


def compiler() -> list[str] | None:
    """The command of a C compiler: $CC, or the first that is installed."""
    named = os.environ.get("CC", "").split()
    for command in (named, ["cc"], ["gcc"], ["clang"]):
        if command and shutil.which(command[0]):
            return command
    return None


def build(folder: Path = HERE) -> Path | None:
    """The library, compiled now unless it is there; None without a compiler, or when it fails. Nothing is raised."""
    path = library_path(folder)
    if path.exists():
        return path
    command = compiler()
    if command is None:
        return None
    try:
        with tempfile.TemporaryDirectory() as work:
            made = _compiled(command, Path(work))
            fresh = folder / f".{path.name}.{os.getpid()}"
            shutil.copyfile(made, fresh)
            fresh.replace(path)
    except (OSError, subprocess.SubprocessError):
        return None
    for old in folder.glob(f"kernels-{sys.platform}-{machine()}-*"):
        if old != path:
            old.unlink(missing_ok=True)
    return path


def _compiled(command: list[str], work: Path) -> Path:
    """One object for each source and instruction set, linked."""
    objects = [str(work / "cpu.o")]
    runs = [[*command, *_FLAGS, "-c", "cpu.c", "-o", objects[0]]]
    for name, flags in sets().items():
        for source in SOURCES:
            objects.append(str(work / f"{name}-{source}.o"))
            runs.append([*command, *_FLAGS, *flags, f"-DSET={name}", "-c", source, "-o", objects[-1]])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_run, runs))
    library = work / "library"
    _run([*command, "-shared", "-o", str(library), *objects, "-lm"])
    return library


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST_S, cwd=HERE)


if __name__ == "__main__":
    built = build()
    if built is None:
        sys.exit("no kernels were built: is there a C compiler ($CC, cc, gcc or clang)?")
    print(built)  # noqa: T201 - the result
