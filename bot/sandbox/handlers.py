"""The Bot API over HTTP: thin handlers that check who calls, read, call, and write."""

import hmac
import json
import logging
from collections.abc import Awaitable
from http.client import responses
from typing import Any

from tornado.web import HTTPError, RequestHandler

from bot.sandbox.api import Api, Reply
from bot.sandbox.errors import Refused
from bot.sandbox.requests import read_parameters
from bot.sandbox.wire import Json

log = logging.getLogger(__name__)


class LocalHandler(RequestHandler):
    """Refuses what does not come from this machine's own pages and programs.

    The Host check stops names that were pointed at the loopback address; the Origin check stops
    foreign pages that post here.
    """

    def prepare(self) -> Awaitable[None] | None:
        """End the request unless Host, and Origin when there is one, are this server's."""
        hosts: frozenset[str] = self.settings["hosts"]
        origin = self.request.headers.get("Origin")
        if self.request.headers.get("Host", "").lower() not in hosts:
            self.answer(403, {"error": "This server answers to its loopback address only."})
        elif origin is not None and origin.lower().removeprefix("http://") not in hosts:
            self.answer(403, {"error": "This server answers to its own page only."})
        return None

    def set_default_headers(self) -> None:
        """Forbid guessing of types and framing, and keep the server's version to itself."""
        self.set_header("Server", "dossier-sandbox")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")
        self.set_header("Cache-Control", "no-store")

    def answer(self, status: int, body: Json) -> None:
        """Write a JSON object and end the request."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(body, ensure_ascii=False))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer tornado's own errors (a wrong verb, no such path) as JSON too."""
        refusal = Refused(status_code, responses.get(status_code, "Unknown Error"))
        self.answer(status_code, refusal.as_reply())

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log a mistake of the sandbox, without the address: it may have the token in it."""
        if not isinstance(value, HTTPError):
            log.error("The sandbox failed in %s", type(self).__name__, exc_info=value)


class BotApiHandler(LocalHandler):
    """One call of a Bot API method."""

    def initialize(self, api: Api, token: str) -> None:
        """Take what the application hands to every request."""
        self._api = api
        self._token = token

    async def get(self, token: str, method: str) -> None:
        """Carry out a call with parameters in the query string."""
        await self._call(token, method)

    async def post(self, token: str, method: str) -> None:
        """Carry out a call with parameters in the body."""
        await self._call(token, method)

    async def _call(self, token: str, method: str) -> None:
        if not hmac.compare_digest(token.encode(), self._token.encode()):
            refusal = Refused(401, "Unauthorized")
            self.answer(401, refusal.as_reply())
            return
        try:
            raw = read_parameters(self.request)
        except Refused as refusal:
            self.answer(refusal.code, refusal.as_reply())
            return
        await self._send(await self._api.call(method, raw))

    async def _send(self, reply: Reply) -> None:
        if reply.delay:
            await self._api.closing.wait(reply.delay)
        if reply.is_dropped:
            self.detach().close()
            return
        retry_after = reply.body.get("parameters", {}).get("retry_after")
        if retry_after is not None:
            self.set_header("Retry-After", str(retry_after))
        self.answer(reply.status, reply.body)


class FileHandler(LocalHandler):
    """The download of a file that the bot asked for with getFile."""

    def initialize(self, api: Api, token: str) -> None:
        """Take what the application hands to every request."""
        self._api = api
        self._token = token

    def get(self, token: str, path: str) -> None:
        """Write the file's content; only paths that getFile told lead to one."""
        file = self._api.world.files.at(path)
        if not hmac.compare_digest(token.encode(), self._token.encode()) or file is None:
            self.answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(file.content)
