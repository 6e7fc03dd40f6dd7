"""Which links Telegram would open from a text or a button."""

import re
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "tg"})
_FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f]")


def is_link(url: str) -> bool:
    """Tell whether a link has an allowed scheme and, for the web, a host with a dot in it."""
    if not url or _FORBIDDEN.search(url):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port_is_right = parts.port is None or 0 < parts.port < 65_536
    except ValueError:
        return False
    if parts.scheme == "tg":
        return bool(host)
    return parts.scheme in SCHEMES and port_is_right and ("." in host.strip(".") or ":" in host)
