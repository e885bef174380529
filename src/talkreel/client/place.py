"""Which server, as whom, and what is kept on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from talkreel.errors import UsageError

DEFAULT_API = "http://localhost:8787"
ATTRIBUTION = ("X-Skill-Source", "X-Skill-Version", "X-Skill-Platform")


@dataclass(frozen=True)
class Place:
    """A server of the protocol, and who asks there. `folder` keeps the client id and the token; both are optional.

    `user_id` is known once an anonymous token was given; links to register are made with it.
    """

    api: str = DEFAULT_API
    web: str = ""
    token: str = ""
    client_id: str = ""
    folder: Path = Path("~/.config/nemovideo")
    skill: str = "talkreel"
    version: str = "0"
    platform: str = "unknown"
    language: str = "en"
    user_id: str = ""

    @classmethod
    def found(cls, environment: Mapping[str, str], api: str = "") -> Place:
        """By the environment: NEMO_API_URL, NEMO_WEB_URL, NEMO_TOKEN, NEMO_CLIENT_ID; SKILL_NAME, SKILL_VERSION and
        SKILL_SOURCE, which go into the headers. `api` comes first.

        Raises:
            UsageError: the address of the server is none, or a token or id cannot stand in a header.
        """
        from talkreel import __version__

        config = environment.get("XDG_CONFIG_HOME") or "~/.config"
        address = _address(api or environment.get("NEMO_API_URL") or DEFAULT_API)
        return cls(
            api=address,
            web=(environment.get("NEMO_WEB_URL") or address).rstrip("/"),
            token=_header(environment, "NEMO_TOKEN"),
            client_id=_header(environment, "NEMO_CLIENT_ID"),
            folder=Path(config, "nemovideo").expanduser(),
            skill=_plain(environment.get("SKILL_NAME", "")) or "talkreel",
            version=_plain(environment.get("SKILL_VERSION", "")) or __version__,
            platform=_plain(environment.get("SKILL_SOURCE", "")) or "unknown",
        )

    @property
    def attribution(self) -> dict[str, str]:
        """The three headers that every request carries."""
        return dict(zip(ATTRIBUTION, (self.skill, self.version, self.platform), strict=True))

    @property
    def contact(self) -> Contact:
        """What a person agrees to."""
        return Contact(self.api, self.folder / "client_id", self.attribution, anonymous=not self.token)


@dataclass(frozen=True)
class Contact:
    """What is asked before the first byte leaves this machine: where it goes, and what goes with it."""

    api: str
    client_id_path: Path
    headers: Mapping[str, str]
    anonymous: bool


def _address(text: str) -> str:
    """An address without its last slash; http is meant where none is said.

    Raises:
        UsageError: it is none.
    """
    whole = text.strip() if "://" in text else f"http://{text.strip()}"
    try:
        parts = urlsplit(whole)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        raise UsageError("error.client_address", address=text[:200]) from None
    good = parts.scheme in ("http", "https") and parts.hostname and port_is_good and not set(whole) & set(" \t\r\n")
    if not good or parts.username or parts.password:
        raise UsageError("error.client_address", address=text[:200])
    return whole.rstrip("/")


def _header(environment: Mapping[str, str], name: str) -> str:
    """A value that goes into a header; what it is stays untold.

    Raises:
        UsageError: it cannot stand there.
    """
    value = environment.get(name, "").strip()
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise UsageError("error.client_header", name=name)
    return value


def _plain(text: str) -> str:
    """What may stand in a header."""
    return "".join(letter for letter in text if letter.isascii() and letter.isprintable())[:64].strip()
