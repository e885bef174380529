"""Which addresses of the network may be called on behalf of somebody: only those of the open internet.

The refused ranges are written out (IANA's special-purpose registries, RFC 6890 and its successors), so that what is
refused does not hang on the version of a library.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_CLOSED_4 = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers; also the metadata service of one cloud
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # the metadata service of another
        "169.254.0.0/16",  # link-local, with most metadata services
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_OPEN_6 = ip_network("2000::/3")  # all global unicast; mapped, NAT64, link-local and private ones lie outside
_CLOSED_6 = tuple(
    ip_network(text)
    for text in (
        "2001::/23",  # protocol assignments, with Teredo
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
_ISATAP = {0x00005EFE, 0x02005EFE}  # the upper half of an interface id that carries an IPv4 address


def is_public(text: str) -> bool:
    """Whether an address (not a name) is global unicast, and no door to another kind."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in closed for closed in _CLOSED_4)
    return _public_6(address)


def _public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _OPEN_6 or any(address in closed for closed in _CLOSED_6):
        return False
    return (int(address) >> 32) & 0xFFFFFFFF not in _ISATAP
