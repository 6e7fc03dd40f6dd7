import asyncio
import io
import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.logs import MASK, log_loop_errors, log_of, secret_forms, set_up_logs

SECRET = "AAHinventedSecretOfNoBotAtAll-0123"
TOKEN = f"123456789:{SECRET}"
WEBHOOK_SECRET = "open-sesame"
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/getMe"

log = log_of("bot.something")
plain = logging.getLogger("somebody.elses")


class Screen(io.StringIO):
    """Standard error, as a terminal or as a pipe."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What was written, as the objects it must be made of in a pipe."""
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def start(monkeypatch) -> Iterator[Callable[..., Screen]]:
    """Set the logs up for a terminal or a pipe; everything is as before afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, structlog.get_config()
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    def start(level: str = "DEBUG", *, is_terminal: bool = False) -> Screen:
        screen = Screen(is_terminal=is_terminal)
        monkeypatch.setattr(sys, "stderr", screen)
        set_up_logs(level, [TOKEN, WEBHOOK_SECRET])
        return screen

    yield start
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level = before[:2]
    structlog.configure(**before[2])
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def fail(message: str) -> None:
    raise ValueError(message)


def log_a_chain() -> None:
    try:
        try:
            fail(ADDRESS)
        except ValueError as error:
            raise InvalidToken(f"The token `{TOKEN}` was rejected") from error
    except InvalidToken:
        log.exception("starting failed")


def log_a_plain_chain() -> None:
    try:
        try:
            fail(TOKEN)
        except ValueError:
            fail(f"again {SECRET}")
    except ValueError:
        plain.exception("again")


def log_repr_of_bot() -> None:
    log.info("made", bot=Bot(TOKEN), bots=[Bot(TOKEN)])


def fail_in_a_thread() -> None:
    thread = threading.Thread(target=fail, args=(TOKEN,))
    thread.start()
    thread.join()


def warn() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"do not use {TOKEN}", stacklevel=1)


class Unlucky:
    """Fails where nobody can catch it."""

    def __del__(self) -> None:
        fail(TOKEN)


class Unspeakable:
    """Cannot be shown."""

    def __repr__(self) -> str:
        raise ValueError(TOKEN)


def log_in_context() -> None:
    with structlog.contextvars.bound_contextvars(address=ADDRESS):
        log.info("within")


LEAKS: dict[str, Callable[[], object]] = {
    "event": lambda: log.info(TOKEN),
    "field": lambda: log.info("token", token=TOKEN, secret=SECRET, nested={"a": [TOKEN]}),
    "arguments": lambda: log.info("token %s", TOKEN),
    "percent-encoded": lambda: log.info(quote(TOKEN, safe="")),
    "secret half": lambda: log.info(SECRET),
    "webhook secret": lambda: log.info(WEBHOOK_SECRET),
    "bytes": lambda: log.info("answer", body=TOKEN.encode()),
    "plain": lambda: plain.info("token %s", TOKEN),
    "plain mapping": lambda: plain.info("token %(t)s", {"t": TOKEN}),
    "plain extra": lambda: plain.info("token", extra={"token": TOKEN}),
    "request line": lambda: plain.info('HTTP Request: %s %s "OK"', "POST", httpx.URL(ADDRESS)),
    "repr of bot": log_repr_of_bot,
    "stack": lambda: log.info("here", stack_info=True, token=TOKEN),
    "chained": log_a_chain,
    "plain chained": log_a_plain_chain,
    "thread": fail_in_a_thread,
    "warning": warn,
    "unraisable": lambda: Unlucky().__class__,
    "wrong arguments": lambda: plain.info("one %s", TOKEN, TOKEN),
    "unspeakable": lambda: plain.info("%r", Unspeakable()),
    "uncaught": lambda: sys.excepthook(ValueError, ValueError(TOKEN), None),
    "bound": lambda: log.bind(bot=TOKEN).info("bound"),
    "context": log_in_context,
}


@pytest.mark.parametrize("is_terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS.keys())
def test_secrets_are_taken_out_of_whatever_is_logged(start, leak, is_terminal):
    screen = start(is_terminal=is_terminal)

    leak()

    shown = screen.getvalue()
    assert shown
    assert SECRET not in shown
    assert WEBHOOK_SECRET not in shown


@pytest.mark.parametrize("name", sorted(LEAKS.keys() - {"wrong arguments", "unspeakable"}))
def test_in_a_pipe_every_line_is_a_json_object(start, name):
    screen = start()

    LEAKS[name]()

    assert screen.lines
    for line in screen.lines:
        assert {"event", "level", "logger", "timestamp"} <= line.keys()


def test_a_line_says_when_where_and_what(start):
    screen = start()

    log.warning("a message waits", chat=5, reason="flood limit")

    [line] = screen.lines
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "a message waits",
        "chat": 5,
        "reason": "flood limit",
        "level": "warning",
        "logger": "bot.something",
    }


def test_a_traceback_stays_readable_without_its_secret(start):
    screen = start()

    log_a_chain()

    [line] = screen.lines
    assert "InvalidToken" in line["exception"]
    assert "direct cause" in line["exception"]
    assert f"/bot{MASK}/getMe" in line["exception"]


def test_on_a_terminal_lines_are_readable(start):
    screen = start(is_terminal=True)

    log.info("serving", documents=5)
    log_a_chain()

    assert "serving" in screen.getvalue().splitlines()[0]
    assert "Traceback (most recent call last)" in screen.getvalue()


def test_a_record_that_cannot_be_written_is_still_accounted_for(start):
    screen = start()

    LEAKS["wrong arguments"]()

    assert screen.getvalue().startswith("a log line of somebody.elses:")
    assert "TypeError" in screen.getvalue()


@pytest.mark.parametrize(
    ("level", "shown"), [("DEBUG", 4), ("INFO", 3), ("WARNING", 2), ("ERROR", 1)]
)
def test_the_level_holds_for_all_loggers(start, level, shown):
    screen = start(level)

    for logger in (log, plain):
        for method in (logger.debug, logger.info, logger.warning, logger.error):
            method("said")

    assert len(screen.lines) == 2 * shown


def test_request_lines_are_left_out_and_their_warnings_kept(start):
    screen = start("DEBUG")

    logging.getLogger("httpx").info("HTTP Request: POST %s", ADDRESS)
    logging.getLogger("httpx").warning("odd answer")

    assert [line["event"] for line in screen.lines] == ["odd answer"]


def test_setting_up_twice_writes_each_line_once(start):
    start()
    screen = start()

    log.info("once")

    assert len(screen.lines) == 1


async def test_a_task_nobody_awaited_is_logged_without_secrets(start):
    screen = start()
    log_loop_errors(asyncio.get_running_loop())

    asyncio.get_running_loop().call_exception_handler(
        {"message": f"of {TOKEN}", "exception": TelegramError(TOKEN)}
    )

    [line] = screen.lines
    assert line["event"] == "a background task failed"
    assert SECRET not in screen.getvalue()


async def test_the_library_below_logs_no_token_either(start):
    screen = start()
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    transport = httpx.MockTransport(lambda _: httpx.Response(401, text="not { json"))
    request = HTTPXRequest(httpx_kwargs={"transport": transport})

    async with request:
        with pytest.raises(InvalidToken):
            await Bot(TOKEN, request=request).get_me()

    assert "HTTP Request" in screen.getvalue()
    assert MASK in screen.getvalue()
    assert SECRET not in screen.getvalue()


def test_forms_are_looked_for_longest_first_and_short_ones_not_at_all():
    assert secret_forms([TOKEN, "", "abc"]) == (quote(TOKEN, safe=""), TOKEN, SECRET)


PROGRAM = f"""
import asyncio, sys, threading, warnings
from bot.logs import log_loop_errors, set_up_logs

TOKEN = "{TOKEN}"

def fail():
    raise ValueError(TOKEN)

async def main():
    log_loop_errors(asyncio.get_running_loop())
    task = asyncio.ensure_future(asyncio.to_thread(fail))
    await asyncio.wait([task])
    del task
    import gc; gc.collect()

set_up_logs("INFO", [TOKEN])
asyncio.run(main())
warnings.warn(TOKEN)
thread = threading.Thread(target=fail)
thread.start()
thread.join()
try:
    fail()
except ValueError as error:
    raise RuntimeError("of " + TOKEN) from error
"""


def test_a_whole_program_ends_without_showing_its_token():
    ended = subprocess.run(
        [sys.executable, "-W", "always", "-c", PROGRAM], capture_output=True, text=True, check=False
    )

    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert SECRET not in ended.stderr
    assert [line["level"] for line in lines] == ["error", "warning", "error", "critical"]


def test_ctrl_c_is_no_error():
    program = "from bot.logs import set_up_logs; set_up_logs('INFO'); raise KeyboardInterrupt"

    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert ended.stderr == ""
