"""The version of the protocol, which every answer names."""

from __future__ import annotations

VERSION = "1"
SUPPORTED = (VERSION,)
HEADER = "X-API-Version"
