"""Sends style sheets, scripts and drawings squeezed. Pages are not: they hold what nobody should be able to guess."""

import gzip

from flask import Response, request

KINDS = frozenset({"text/css", "text/javascript", "application/javascript", "image/svg+xml"})
LEAST_BYTES = 400


def squeezed(response: Response) -> Response:
    """Squeeze one of the product's own files for a browser that takes it so."""
    fits = request.endpoint == "static" and response.status_code == 200 and response.mimetype in KINDS
    if not fits or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) < LEAST_BYTES:
        return response
    response.set_data(gzip.compress(plain, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
    return response
