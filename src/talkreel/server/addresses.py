"""Where a request came from. What a proxy says is believed only of proxies that the settings name."""

from __future__ import annotations

from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from fastapi import Request

from talkreel.server.app import host_of


def client_address(request: Request) -> str:
    """The network address of who asks: the nearest one that is not a trusted proxy's."""
    nearest = request.client.host if request.client else ""
    trusted = _networks(host_of(request).settings.trusted_proxies)
    if not _within(nearest, trusted):
        return nearest
    said = ",".join(request.headers.getlist("x-forwarded-for"))
    for address in reversed([part.strip() for part in said.split(",") if part.strip()]):
        if not _is_address(address):
            break
        nearest = address
        if not _within(address, trusted):
            break
    return nearest


def is_secure(request: Request) -> bool:
    """Whether the browser came by HTTPS."""
    if request.url.scheme == "https":
        return True
    host = host_of(request)
    behind = _within(request.client.host if request.client else "", _networks(host.settings.trusted_proxies))
    said = request.headers.get("x-forwarded-proto", "").split(",")[-1].strip() if behind else ""
    return said == "https" if said else host.address.startswith("https://")


@cache
def _networks(trusted: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(part.strip(), strict=False) for part in trusted.split(",") if part.strip())


def _within(address: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
