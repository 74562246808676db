"""What every answer carries and every change must prove: headers, CSRF, where a request comes from."""

from ipaddress import ip_address

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
}
FRIENDLY_SITES = frozenset({"same-origin", "none"})


def protect(app: Flask) -> CSRFProtect:
    """Put CSRF on every form, refuse changes asked for by other sites, and set the headers."""
    app.before_request(refuse_other_sites)
    app.after_request(with_headers)
    return CSRFProtect(app)


def refuse_other_sites() -> None:
    """Refuse a change that another site's page asks for, whatever token it carries (reliability D1)."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if request.method not in {"GET", "HEAD"} and site not in FRIENDLY_SITES:
        raise Forbidden("This change came from another site: open the kiosk's own page and try again.")


def with_headers(response: Response) -> Response:
    """Add the headers; a page about people is never kept by a browser or a cache."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def on_kiosk() -> bool:
    """Say whether the request comes from the kiosk's own screen."""
    return ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104  no address counts as elsewhere


def device() -> str:
    """Return the name of the device asking, for locks: the kiosk itself, or the address on the home's network."""
    return "kiosk" if on_kiosk() else request.remote_addr or "unknown"
