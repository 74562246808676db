"""Somebody at the kiosk without a screen: keeps cookies, sends the forms that pages hold, follows the events."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException
from socket import SHUT_RDWR
from threading import Condition, Event, Thread
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Answer:
    """What the kiosk answered; status 0 when it could not be reached."""

    status: int
    text: str = ""
    location: str = ""


NOBODY = Answer(0)


class Visitor:
    """One browser of one person, a connection for each request, so that a killed server is just one answer lost."""

    def __init__(self, port: int, timeout_s: float = 5.0) -> None:
        self._port, self._timeout_s = port, timeout_s
        self._cookies: dict[str, str] = {}
        self._form_key = ""

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form with its key, which is read once from the sign-in page."""
        if not self._form_key:
            found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/staff/sign-in").text)
            self._form_key = found[1] if found else ""
        return self._ask("POST", path, urlencode({**fields, "csrf_token": self._form_key}))

    def press(self, page: str, name: str) -> Answer:
        """Look at a page and press one of its big buttons, as it is now."""
        forms = re.findall(
            r'<form class="slot slot-(\w+)" method="post" action="([^"]+)">(.*?)</form>', *self._of(page)
        )
        action, inside = next((action, inside) for slot, action, inside in forms if slot == name)
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', inside)
        return self._ask("POST", unescape(action), urlencode({key: unescape(value) for key, value in fields}))

    def _of(self, page: str) -> tuple[str, int]:
        return self.get(page).text, re.DOTALL

    def sign_in(self, name: str, pin: str) -> None:
        answer = self.post("/staff/sign-in", {"name": name, "pin": pin})
        assert answer.status == 303, answer

    def person(self, called: str) -> str:
        """Return the address of somebody's page, from the page of everyone."""
        found = re.search(rf'href="([^"]+)"[^>]*aria-label="{called}"', self.get("/").text)
        assert found, f"nobody is called {called}"
        return unescape(found[1])

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self._port, timeout=self._timeout_s)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException):
            return NOBODY
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(answer.status, text, answer.headers.get("Location", ""))


class Follower:
    """Listens to /events as a page does, and again whenever the stream breaks."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._changed = Condition()
        self._over = Event()
        self._connection: Any = None
        self._thread = Thread(target=self._follow, daemon=True)
        self.status: dict[str, Any] = {}

    def __enter__(self) -> "Follower":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with suppress(AttributeError, OSError):  # the stream may have ended by itself meanwhile
            self._connection.sock.shutdown(SHUT_RDWR)
        self._thread.join(5)

    def wait(self, phase: str, timeout_s: float = 10.0, after: str = "", since: float = 0.0) -> dict[str, Any]:
        """Return the status once it has this phase, with another play than `after`, told since that moment (UTC)."""
        with self._changed:
            came = self._changed.wait_for(lambda: self._is(phase, after, since), timeout_s)
            assert came, self.status
            return dict(self.status)

    def _is(self, phase: str, after: str, since: float) -> bool:
        now = self.status
        return now.get("phase") == phase and now.get("play") != after and float(now.get("at", 0.0)) >= since

    def _follow(self) -> None:
        while not self._over.is_set():
            for told in self._stream():
                with self._changed:
                    self.status = told
                    self._changed.notify_all()
            with self._changed:
                self.status = {}
            self._over.wait(0.05)

    def _stream(self) -> Iterator[dict[str, Any]]:
        connection = self._connection = HTTPConnection("127.0.0.1", self._port, timeout=5)
        try:
            connection.request("GET", "/events")
            for line in connection.getresponse():
                if self._over.is_set():
                    return
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        except (OSError, HTTPException):
            return
        finally:
            connection.close()
