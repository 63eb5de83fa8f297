"""Hosts of addresses."""


def host_of(url: str) -> str | None:
    """The host of a url, in small letters, with or without a scheme before it; None if it has none."""
    from urllib.parse import urlsplit

    try:
        host = urlsplit(url if "//" in url else "//" + url).hostname
    except ValueError:
        return None
    # `javascript:` is a scheme, not a host.
    if not host or ("//" not in url and "." not in host):
        return None
    return host.rstrip(".")
