"""Whether a name or address is this machine's own, that no other machine can reach."""

import ipaddress


def is_loopback(name: str) -> bool:
    """Say whether a host is this machine itself."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
