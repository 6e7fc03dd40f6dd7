"""Everything the bot raises on purpose.

    BotError
    ├── SettingsError        the environment does not say what is needed, or says it wrongly
    ├── TokenMissing         there is no token to serve Telegram with
    ├── TokenRefused         Telegram does not know the token
    ├── StoppedEarly         somebody ended the bot before it could reach Telegram
    ├── BadPayload           a button sent back what no button of this bot sends
    └── StoreError           the database or the folder it lives in; or a write that it refused
        ├── StoreMissing     there is no database yet, and this command does not make one
        ├── StoreDamaged     the file is not, or no longer, this bot's database
        ├── StoreTooNew      a later version of the bot has written it
        ├── StoreTooOld      it waits for a migration, which a reader may not carry out
        ├── StoreLocked      another process of the bot holds the data folder
        └── StoreClosed      something was asked of it after it was closed

A message says what happened, why, and what to do. Telegram's own errors stay `telegram.error`'s;
`inbox.UpdateNotStored` is one of those, because only its kind makes polling try again.
"""

from collections.abc import Sequence
from pathlib import Path


class BotError(Exception):
    """Something the bot can explain to whoever runs it, in one line."""


class SettingsError(BotError):
    """The settings cannot be used; mistakes: one line each, naming the setting."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("The settings cannot be used:\n" + "\n".join(f"- {m}" for m in mistakes))
        self.mistakes = tuple(mistakes)


class TokenMissing(BotError):
    """No token is set, and this command needs one."""


class BadPayload(BotError):
    """What a button sent back is none of this bot's payloads, or would not fit a button."""


class TokenRefused(BotError):
    """Telegram answers that there is no bot with this token."""


class StoppedEarly(BotError):
    """The bot was asked to stop while it was still trying to reach Telegram."""


class StoreError(BotError):
    """The database could not do what was asked; path: the file or folder it is about."""

    def __init__(self, message: str, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class StoreMissing(StoreError):
    """There is no database at this path, and it was opened for reading only."""


class StoreDamaged(StoreError):
    """The file is not a database, is not this bot's, or has broken pages."""


class StoreTooNew(StoreError):
    """The database holds migrations this version does not know: `unknown` names them."""

    def __init__(self, message: str, path: Path, unknown: tuple[str, ...]) -> None:
        super().__init__(message, path)
        self.unknown = unknown


class StoreTooOld(StoreError):
    """The database waits for migrations, and it was opened for reading only."""


class StoreLocked(StoreError):
    """Another process of the bot holds the folder; pid: which, None when it does not say."""

    def __init__(self, message: str, path: Path, pid: int | None) -> None:
        super().__init__(message, path)
        self.pid = pid


class StoreClosed(StoreError):
    """The database was closed before this was asked of it."""
