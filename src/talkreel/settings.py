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
    data_dir: Annotated[
        str, Field(description="Where templates are kept, and what the server keeps: databases and media")
    ] = _DATA_DIR
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
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Field(description="The least that the server's log has")
    ] = "info"
    log_prompts: Annotated[bool, Field(description="Whether the server's log has what people say to it")] = False
    metrics_open: Annotated[
        bool, Field(description="Whether anybody may read /metrics; else this machine and tokens with the scope admin")
    ] = False
    host: Annotated[str, Field(description="Where the server listens")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="The port it listens on; 0 takes a free one")] = 8787
    public_url: Annotated[
        str, Field(description="The server's address as others see it; empty is http://localhost:<port>")
    ] = ""
    database_url: Annotated[
        str, Field(description="postgresql://...; empty keeps two SQLite files in the data folder")
    ] = ""
    media_url: Annotated[
        str, Field(description="s3://bucket/prefix; empty keeps media in the data folder. Keys as AWS_* variables")
    ] = ""
    media_direct: Annotated[
        bool, Field(description="Send downloads to the bucket's own signed address; else the server passes them on")
    ] = False
    secret_key: Annotated[
        SecretStr, Field(description="Signs links and derives tokens; empty makes one and keeps it in the data folder")
    ] = SecretStr("")
    trusted_proxies: Annotated[
        str, Field(description="Addresses whose X-Forwarded-* headers are believed, separated by commas")
    ] = ""
    fetch_allow: Annotated[
        str, Field(description="Private addresses that may be fetched all the same, as host:port, separated by commas")
    ] = ""
    grant_credits: Annotated[int, Field(ge=0, description="Credits of a new anonymous account")] = 100
    register_credits: Annotated[int, Field(ge=0, description="Credits added when an account is registered")] = 100
    price_picture_s: Annotated[float, Field(ge=0, description="Credits for each second of new built-in picture")] = 1.0
    topup_url: Annotated[str, Field(description="Where registered accounts get more credits")] = ""
    tokens_per_client: Annotated[
        int, Field(ge=1, description="Anonymous tokens for one client id in the lifetime of a token")
    ] = 1
    tokens_per_address: Annotated[
        int, Field(ge=1, description="Anonymous tokens for one network address in the lifetime of a token")
    ] = 10
    token_days: Annotated[int, Field(ge=1, description="Lifetime of an anonymous token, days")] = 7
    link_hours: Annotated[int, Field(ge=1, description="Lifetime of a signed download link, hours")] = 24
    heartbeat_s: Annotated[float, Field(gt=0, description="Time between two signs of life in a stream, s")] = 10.0
    body_timeout_s: Annotated[
        float, Field(gt=0, description="Time for the body of a request that is not a file, s")
    ] = 30.0
    require_attribution: Annotated[
        bool, Field(description="Refuse exports (402) without the X-Skill-* headers; else they only warn")
    ] = False
    plan_export_height: Annotated[
        int, Field(ge=0, description="Largest short side that an anonymous account may export, px; 0 is any")
    ] = 0
    max_sessions: Annotated[int, Field(ge=1, description="Open sessions of one account")] = 1000
    max_storage_mb: Annotated[int, Field(ge=1, description="Uploads and exports of one account, MB")] = 20_000
    max_open_jobs: Annotated[int, Field(ge=1, description="Unfinished turns and exports of one account")] = 100
    max_film_hours: Annotated[float, Field(gt=0, description="Longest clip or sound accepted, hours")] = 4.0
    keep_days: Annotated[int, Field(ge=1, description="How long finished films and the engine's records are kept")] = 30
    oidc_issuer: Annotated[str, Field(description="OpenID Connect issuer for signing in; empty is none")] = ""
    oidc_client_id: Annotated[str, Field(description="This server's client id there")] = ""
    oidc_client_secret: Annotated[SecretStr, Field(description="This server's client secret there")] = SecretStr("")


@cache
def settings() -> Settings:
    """The settings of this run."""
    return Settings()
