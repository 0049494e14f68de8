"""Every answer on its way out: security headers, no keeping of personal pages, compression."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

# Nothing is inline and nothing comes from elsewhere, so no nonce and no exception is needed.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
ONLY_SECURE = {"Strict-Transport-Security": "max-age=31536000"}
SMALLEST = 700
_TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml")


def _protect(response: Response) -> Response:
    """The headers that no view has set otherwise. One look at what is there: asking `headers` for each takes a walk."""
    there = {name.lower() for name, _value in response.headers}
    wanted = HEADERS if not request.is_secure else {**HEADERS, **ONLY_SECURE}
    for name, value in wanted.items():
        if name.lower() not in there:
            response.headers.add(name, value)
    return response


def _compress(response: Response) -> Response:
    """Smaller answers for who can read them; whatever is streamed, encoded or small stays as it is."""
    wanted = "gzip" in request.accept_encodings and (response.mimetype or "").startswith(_TEXTS)
    if not wanted or response.direct_passthrough or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    content = response.get_data()
    if len(content) >= SMALLEST and response.status_code not in (204, 206, 304):
        response.set_data(gzip.compress(content, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response


def init_app(app: Flask) -> None:
    """Headers first, compression last."""
    app.after_request(_compress)
    app.after_request(_protect)
