"""The sandbox as a server on the loopback address: start it, point a bot at it, open its page."""

import re
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, StaticFileHandler

from bot.sandbox import chat_handlers, control_handlers
from bot.sandbox.api import Api
from bot.sandbox.delivery import Delivery
from bot.sandbox.handlers import BotApiHandler, FileHandler, LocalHandler
from bot.sandbox.people import BotUser
from bot.sandbox.persons import Persons
from bot.sandbox.wire import Json
from bot.sandbox.world import Clock, World, wall_clock

PAGE = Path(__file__).parent / "page"
CONTENT_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
MAX_BODY_BYTES = 64_000_000
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class PageHandler(LocalHandler, StaticFileHandler):
    """The chat page and its parts, as they lie in the `page` folder."""

    def get_content_type(self) -> str:
        """Return the type by the file's ending, the same on every machine."""
        kind = CONTENT_TYPES.get(Path(str(self.absolute_path)).suffix)
        return f"{kind}; charset=utf-8" if kind else "application/octet-stream"

    def set_extra_headers(self, path: str) -> None:
        """Let the page load nothing from anywhere else."""
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-cache")


class Sandbox:
    """A Bot API server for one bot; runs in the event loop it is started in.

    token: what the bot must call itself, `<number>:<letters>`. port: 0 picks a free one.
    clock: aware UTC now; tests own it. webhook_retry_s: the pause before a webhook that failed is
    tried again.
    """

    def __init__(
        self,
        token: str,
        port: int = 0,
        clock: Clock = wall_clock,
        webhook_retry_s: float = 1.0,
    ) -> None:
        number = re.fullmatch(r"(\d{1,15}):[\w-]+", token)
        if number is None:
            raise ValueError("A token is a number, a colon, and letters: 123456:ABC-def.")
        self.world = World(BotUser(int(number[1])), clock)
        self.api = Api(self.world)
        self.persons = Persons(self.world)
        self._token = token
        self._wished_port = port
        self._delivery = Delivery(self.api, webhook_retry_s)
        self._server: HTTPServer | None = None
        self.port = 0

    @property
    def address(self) -> str:
        """The server's own address, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_base_url(self) -> str:
        """What a bot puts before its token to call a method."""
        return f"{self.address}/bot"

    @property
    def api_file_url(self) -> str:
        """What a bot puts before its token to download a file."""
        return f"{self.address}/file/bot"

    @property
    def page_url(self) -> str:
        """The address of the chat page."""
        return f"{self.address}/"

    @property
    def requests(self) -> list[Json]:
        """Every Bot API request seen, oldest first, as far back as they are kept."""
        return list(self.api.requests)

    async def seen(self, method: str, after: int = 0) -> Json:
        """Return the first request of a method numbered above `after`, waiting for it."""
        return await self.api.seen(method, after)

    async def start(self) -> None:
        """Listen on the loopback address."""
        sockets = bind_sockets(self._wished_port, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self._server = HTTPServer(
            self._application(), max_body_size=MAX_BODY_BYTES, max_buffer_size=MAX_BODY_BYTES
        )
        self._server.add_sockets(sockets)
        self._delivery.start()

    async def stop(self) -> None:
        """Let waiting polls return, stop listening and close every connection."""
        await self._delivery.stop()
        self.world.polls.close()
        self.world.events.bell.ring()
        self.api.closing.ring()
        if self._server is not None:
            self._server.stop()
            await self.api.drain(1.0)
            await self._server.close_all_connections()
            self._server = None

    async def __aenter__(self) -> "Sandbox":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def _application(self) -> Application:
        hosts = frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))
        bot = {"api": self.api, "token": self._token}
        page = {"api": self.api}
        chat_routes = chat_handlers.ROUTES | control_handlers.ROUTES
        routes: list[Any] = [
            (r"/bot([^/]+)/([A-Za-z]+)", BotApiHandler, bot),
            (r"/file/bot([^/]+)/(.+)", FileHandler, bot),
            *((f"/chat/{name}", handler, page) for name, handler in chat_routes.items()),
            (r"/()", PageHandler, {"path": PAGE, "default_filename": "index.html"}),
            (r"/page/(.+)", PageHandler, {"path": PAGE}),
        ]
        return Application(
            routes,
            hosts=hosts,
            log_function=_no_access_log,
            default_handler_class=NoSuchPathHandler,
            compress_response=False,
        )


class NoSuchPathHandler(LocalHandler):
    """Answers paths that lead nowhere."""

    def get(self) -> None:
        """Say that there is nothing here."""
        self.answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})

    def post(self) -> None:
        """Say that there is nothing here."""
        self.get()


def _no_access_log(handler: Any) -> None:
    """Log no request: the addresses of the Bot API have the token in them."""
