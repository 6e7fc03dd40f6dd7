"""Structured logs that never hold the bot token.

Everything this process logs, the standard library's and python-telegram-bot's loggers too, and
everything it would print as a traceback passes one formatter, which takes the token's value out of
the finished line: httpx logs request addresses, `repr(bot)` and InvalidToken show the token, and a
traceback may quote any of them.
"""

import asyncio
import contextlib
import logging
import sys
import threading
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO
from urllib.parse import quote

import structlog

MASK = "[token]"
# They speak of every request, which is of no use to whoever runs the bot; warnings are kept.
NOISY = ("httpx", "httpcore", "watchfiles", "asyncio", "tornado.access")
# While debugging these write out whole updates and statements: names and questions, which belong
# in the database, where /forget finds them, and in no log.
TALKATIVE = ("telegram", "aiosqlite")


class TokenMask(logging.Formatter):
    """Formats as `inner` does, then takes every known secret out of the line."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = secret_forms(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line, its traceback included, without secrets."""
        return mask(self._inner.format(record), self._secrets)


class MaskedHandler(logging.StreamHandler[TextIO]):
    """Writes to a stream; of a record that cannot be written, it says so without secrets."""

    def __init__(self, stream: TextIO, secrets: Iterable[str]) -> None:
        super().__init__(stream)
        self._secrets = secret_forms(secrets)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's own name
        """Print where the record came from; logging itself would print its values as well."""
        trace = mask(traceback.format_exc(limit=-1), self._secrets)
        with contextlib.suppress(Exception):
            self.stream.write(f"a log line of {record.name}:{record.lineno} was lost\n{trace}")


def set_up_logs(level: str, secrets: Iterable[str] = ()) -> None:
    """Send all logs to standard error: readable on a terminal, one JSON object a line otherwise."""
    secrets = tuple(secrets)
    on_terminal = sys.stderr.isatty()
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if on_terminal
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    steps: list[structlog.typing.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta
    ]
    if not on_terminal:
        steps.append(structlog.processors.format_exc_info)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared_steps(), processors=[*steps, renderer]
    )
    handler = MaskedHandler(sys.stderr, secrets)
    handler.setFormatter(TokenMask(formatter, secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    quiet_level = max(logging.WARNING, logging.getLevelNamesMapping()[level])
    for name in NOISY:
        logging.getLogger(name).setLevel(quiet_level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))
    logging.captureWarnings(True)
    structlog.configure(
        processors=[*_shared_steps(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    _log_what_nobody_caught()


def log_of(name: str) -> structlog.stdlib.BoundLogger:
    """Return the structured logger of that name."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def log_loop_errors(loop: asyncio.AbstractEventLoop) -> None:
    """Log what a task of the loop raised and nobody awaited, instead of printing it."""

    def handle(_: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        log_of("bot.loop").error(
            "a background task failed",
            detail=context.get("message"),
            exc_info=error if isinstance(error, BaseException) else None,
        )

    loop.set_exception_handler(handle)


def secret_forms(secrets: Iterable[str]) -> tuple[str, ...]:
    """Return every way the secrets may be written, longest first.

    A token is also looked for percent-encoded, as it stands in addresses, and by the part behind
    its colon, which is the secret one.
    """
    forms = set()
    for secret in secrets:
        forms |= {secret, quote(secret, safe=""), secret.partition(":")[2]}
    return tuple(sorted((form for form in forms if len(form) >= 6), key=len, reverse=True))


def mask(text: str, forms: Iterable[str]) -> str:
    """Return the text with each of the forms replaced."""
    for form in forms:
        text = text.replace(form, MASK)
    return text


def _shared_steps() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _log_what_nobody_caught() -> None:
    def of_main(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log_of("bot").critical("stopped by an error", exc_info=(kind, error, trace))

    def of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log_of("bot").error("a thread failed", exc_info=args.exc_value)

    def of_nobody(args: "sys.UnraisableHookArgs") -> None:
        log_of("bot").error("an error nobody could catch", exc_info=args.exc_value)

    sys.excepthook = of_main
    threading.excepthook = of_thread
    sys.unraisablehook = of_nobody
