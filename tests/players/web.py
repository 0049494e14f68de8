"""Two ways to reach the application: Flask's test client, and a real socket."""

from __future__ import annotations

import http.client
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

Fields = Sequence[tuple[str, str]]
Answer = tuple[str, int, str]
Files = Mapping[str, bytes]
MOST_REDIRECTS = 5


class Web(Protocol):
    """Address in, (final address, status, text) out; redirections are followed."""

    def get(self, url: str, query: Fields = ()) -> Answer: ...
    def post(self, url: str, fields: Fields, files: Files | None = None) -> Answer: ...


class ClientWeb:
    """The application in this process. `cookie`: whose login."""

    def __init__(self, client: FlaskClient, cookie: str):
        self.client = client
        client.set_cookie("login", cookie)

    def get(self, url: str, query: Fields = ()) -> Answer:
        return self._answer(self.client.get(_with(url, query), follow_redirects=True))

    def post(self, url: str, fields: Fields, files: Files | None = None) -> Answer:
        if files:
            return self._upload(url, fields, files)
        sent = urlencode(list(fields))
        kind = "application/x-www-form-urlencoded"
        return self._answer(self.client.post(url, data=sent, content_type=kind, follow_redirects=True))

    def _upload(self, url: str, fields: Fields, files: Files) -> Answer:
        data = MultiDict([*fields, *((name, (BytesIO(content), f"{name}.docx")) for name, content in files.items())])
        return self._answer(self.client.post(url, data=data, content_type="multipart/form-data", follow_redirects=True))

    def _answer(self, response: Any) -> Answer:
        request = response.request
        query = request.query_string.decode()
        return request.path + (f"?{query}" if query else ""), response.status_code, response.get_data(as_text=True)


class SocketWeb:
    """The application behind `http://host:port`, over a new connection for each request."""

    def __init__(self, host: str, port: int, cookie: str, timeout: float = 20):
        self._where, self._timeout = (host, port), timeout
        self._cookies = {"login": cookie}

    def get(self, url: str, query: Fields = ()) -> Answer:
        return self._ask("GET", _with(url, query), "")

    def post(self, url: str, fields: Fields, files: Files | None = None) -> Answer:
        if files:
            raise NotImplementedError("files go through the client of this process")
        return self._ask("POST", url, urlencode(list(fields)))

    def _ask(self, method: str, url: str, body: str) -> Answer:
        for _ in range(MOST_REDIRECTS):
            status, headers, text = self._once(method, url, body)
            if status not in (301, 302, 303, 307, 308):
                return url, status, text
            to = urlsplit(urljoin(url, headers["Location"]))
            method, body, url = "GET", "", to.path + (f"?{to.query}" if to.query else "")
        raise RuntimeError(f"{url}: redirected again and again")

    def _once(self, method: str, url: str, body: str) -> tuple[int, Any, str]:
        connection = http.client.HTTPConnection(*self._where, timeout=self._timeout)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, url, body or None, headers)
            response = connection.getresponse()
            text = response.read().decode()
            self._remember(response.headers)
            return response.status, response.headers, text
        finally:
            connection.close()

    def _remember(self, headers: Any) -> None:
        for one in headers.get_all("Set-Cookie", []):
            name, _, value = one.partition(";")[0].partition("=")
            self._cookies[name] = value


def _with(url: str, query: Fields) -> str:
    return f"{url}?{urlencode(list(query))}" if query else url
