"""Every setting, once. `TALKREEL_<NAME>` in the environment overrides a default."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_CACHE_DIR = str(Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "talkreel")
_DATA_DIR = str(Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share") / "talkreel")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Settings(BaseSettings):
    """Defaults, units and environment names. Frozen: a run has one set."""

    model_config = SettingsConfigDict(env_prefix="TALKREEL_", frozen=True, extra="ignore")

    workers: int = Field(default_factory=_cores, ge=1, le=256, description="Processes that draw and encode")
    chunk_ms: Annotated[int, Field(ge=200, le=20_000, description="Length of a closed group of pictures, ms")] = 2000
    max_file_mb: Annotated[int, Field(ge=1, description="Largest file accepted from outside, MB")] = 500
    max_picture_mp: Annotated[int, Field(ge=1, description="Largest picture accepted, megapixels")] = 80
    child_memory_mb: Annotated[int, Field(ge=256, description="Address space of a guarded child process, MB")] = 2048
    child_time_s: Annotated[int, Field(ge=1, description="Wall time of a guarded child process, s")] = 60
    cache_dir: Annotated[str, Field(description="Where rendered chunks and sound are kept")] = _CACHE_DIR
    cache_mb: Annotated[int, Field(ge=0, description="How much is kept there at most, MB; 0 keeps nothing")] = 4096
    data_dir: Annotated[str, Field(description="Where templates are kept")] = _DATA_DIR
    kernels: Annotated[
        Literal["", "avx512", "avx2", "neon", "scalar", "numpy"],
        Field(description="The instruction set of the picture kernels; empty is the best that runs here"),
    ] = ""
    fonts_dir: Annotated[
        str, Field(description="A folder of more fonts (TTF or OTF), searched before the system's")
    ] = ""
    llm: Annotated[
        str, Field(description="The language model that reads edits, provider:model; empty reads them by rules")
    ] = ""
    llm_base_url: Annotated[
        str, Field(description="Address of an OpenAI-compatible service; empty is the provider's own")
    ] = ""
    llm_api_key: Annotated[
        SecretStr, Field(description="Key of that service; empty takes the provider's own variable, OPENAI_API_KEY")
    ] = SecretStr("")
    llm_timeout_s: Annotated[float, Field(gt=0, le=600, description="How long a language model may take, s")] = 30.0


@cache
def settings() -> Settings:
    """The settings of this run."""
    return Settings()
