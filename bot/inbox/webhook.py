"""Receiving updates: Telegram delivers each, and repeats it until it is answered 200.

This stands in for `Updater.start_webhook` of python-telegram-bot (22.8), which answers 400 to an
update that it cannot parse, before any of the bot's code hears of it; so Telegram repeats that one
for a day, and its handler is private. Here it is set aside and answered 200.
"""

import hmac
import json
import re
from http import HTTPStatus
from typing import Any

import structlog
from telegram import Bot, Update
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from bot.inbox.inbox import Inbox, UpdateNotStored

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
MAX_BYTES = 4 * 2**20

log = structlog.get_logger(__name__)


class Webhook:
    """Listens for updates and puts them in the inbox; `start` it once, `stop` it at the end.

    path: of the address that Telegram was told. secret: what Telegram was told to show; None
    lets everybody in, and then only a proxy in front can keep strangers out.
    """

    def __init__(self, inbox: Inbox, bot: Bot, path: str, secret: str | None) -> None:
        parts = {"inbox": inbox, "bot": bot, "secret": secret}
        routes = [(f"/*{re.escape(path.strip('/'))}/*", _Delivery, parts)]
        self._server = HTTPServer(
            Application(routes, log_function=lambda handler: None), max_body_size=MAX_BYTES
        )

    def start(self, listen: str, port: int) -> int:
        """Listen, and return the port, which the system chooses for 0; raises OSError."""
        sockets = bind_sockets(port, listen)
        self._server.add_sockets(sockets)
        return int(sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Take no more requests and end those under way; Telegram repeats what got no answer."""
        self._server.stop()
        await self._server.close_all_connections()


class _Delivery(RequestHandler):
    SUPPORTED_METHODS = ("POST",)

    def initialize(self, inbox: Inbox, bot: Bot, secret: str | None) -> None:
        self._inbox = inbox
        self._bot = bot
        self._secret = secret

    async def post(self) -> None:
        self._refuse_strangers()
        raw = self._body()
        try:
            for safe in await self._inbox.take([raw]):
                await self._inbox.put(Update.de_json(safe, self._bot))
        except UpdateNotStored as error:
            log.error("an update was not confirmed", reason=str(error))
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from error

    def _refuse_strangers(self) -> None:
        shown = self.request.headers.get(SECRET_HEADER, "")
        if self._secret is not None and not hmac.compare_digest(
            shown.encode(), self._secret.encode()
        ):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def _body(self) -> Any:
        try:
            return json.loads(self.request.body)
        except ValueError as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST) from error

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.finish()

    def log_exception(self, typ: Any, value: BaseException | None, tb: Any) -> None:
        if not isinstance(value, HTTPError):
            log.error("an update could not be received", exc_info=value)
