"""Settings, read from the environment or `.env`; this is the only file that reads either.

All mistakes are reported together, each as one line that says what to write instead. Secrets are
masked in every repr; `token_of` is the one way to the token's value.
"""

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError, TokenMissing
from retrieval.abstention import LEAST_CONFIDENCE

PROJECT_ROOT = Path(__file__).resolve().parent.parent
GETTING_STARTED = (
    "Open Telegram, write /newbot to @BotFather, and set TELEGRAM_BOT_TOKEN "
    "to the token it sends (in the environment or in .env)."
)
# Where pydantic's own words would not help whoever runs the bot.
HINTS = {
    "ADMIN_IDS": "must be Telegram numbers separated by commas, such as 12345,67890",
    "LEAST_CONFIDENCE": "must be a number from 0 (guesses) to 1 (stays silent), such as 0.5",
    "FOLLOW_UP_MINUTES": "must be a whole number of minutes from 0 (never) to 1440",
    "RETENTION_DAYS": "must be a whole number of days from 1 to 36500",
    "MODE": "must be polling or webhook",
    "WEBHOOK_PORT": "must be a port from 1 to 65535",
    "LOG_LEVEL": "must be DEBUG, INFO, WARNING or ERROR",
}
# What BotFather hands out: the bot's number, a colon, and a secret of this alphabet.
TOKEN_SHAPE = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
LOCAL_HOST = re.compile(r"localhost|127\.\d+\.\d+\.\d+|::1")
# https://core.telegram.org/bots/api#setwebhook: 1-256 characters of this alphabet.
WEBHOOK_SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,256}")


def _split_ids(value: object) -> object:
    return re.findall(r"[^,\s]+", value) if isinstance(value, str) else value


class Settings(BaseSettings):
    """What the bot is told from outside; see `.env.example` for the reason of each."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
        str_strip_whitespace=True,
        hide_input_in_errors=True,
    )

    telegram_bot_token: SecretStr | None = None
    telegram_api_base_url: str = "https://api.telegram.org/bot"
    telegram_api_file_url: str = "https://api.telegram.org/file/bot"
    dossier_dir: Path = PROJECT_ROOT / "seeds"
    data_dir: Path = PROJECT_ROOT / "data"
    admin_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_split_ids)] = frozenset()
    retention_days: int = Field(default=90, ge=1, le=36_500)
    follow_up_minutes: int = Field(default=10, ge=0, le=1_440)
    least_confidence: float = Field(default=LEAST_CONFIDENCE, ge=0, le=1)
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str | None = Field(default=None, validate_default=True)
    webhook_listen: str = "127.0.0.1"
    webhook_port: int = Field(default=8443, ge=1, le=65_535)
    webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("*", mode="before")
    @classmethod
    def _strip(cls, value: object, info: ValidationInfo) -> object:
        """Take white space off; what is then empty counts as not set."""
        if not isinstance(value, str):
            return value
        if value.strip():
            return value.strip()
        return cls.model_fields[info.field_name or ""].default

    @field_validator("telegram_bot_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or TOKEN_SHAPE.fullmatch(value.get_secret_value()):
            return value
        raise ValueError("does not look like a bot token. " + GETTING_STARTED)

    @field_validator("telegram_api_base_url", "telegram_api_file_url")
    @classmethod
    def _ends_in_bot(cls, value: str) -> str:
        if _scheme_and_host(value)[0] in {"http", "https"} and value.endswith("/bot"):
            return value
        raise ValueError("must be an http(s) address that ends in /bot")

    @field_validator("dossier_dir", "data_dir")
    @classmethod
    def _without_tilde(cls, value: Path) -> Path:
        # A shell does this too, but neither for .env nor for a unit file.
        try:
            return value.expanduser()
        except RuntimeError:
            raise ValueError(f"{value} names the home of nobody on this machine") from None

    @field_validator("webhook_url")
    @classmethod
    def _is_https(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            _require_polling(info, "the public https address Telegram delivers to")
            return None
        scheme, host = _scheme_and_host(value)
        # A local Bot API server may deliver over plain HTTP to this machine; Telegram itself won't.
        if scheme == "https" or (scheme == "http" and LOCAL_HOST.fullmatch(host)):
            return value
        raise ValueError("must begin with https://, because Telegram delivers nowhere else")

    @field_validator("webhook_secret")
    @classmethod
    def _secret_has_its_alphabet(
        cls, value: SecretStr | None, info: ValidationInfo
    ) -> SecretStr | None:
        if value is None:
            _require_polling(info, "a random word only Telegram and you know")
            return None
        if WEBHOOK_SECRET_SHAPE.fullmatch(value.get_secret_value()):
            return value
        raise ValueError("takes 1 to 256 characters out of A-Z, a-z, 0-9, _ and -")

    @field_validator("mode", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @property
    def database_path(self) -> Path:
        """Where everything that the bot remembers is written."""
        return self.data_dir / "dossier.sqlite3"


def load_settings(**overrides: object) -> Settings:
    """Return the settings; overrides (from the command line) win where they are not None.

    Raises SettingsError naming every mistake at once.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        # `from None`: no part of the cause may show the input, which may be the token.
        raise SettingsError([_explain(detail) for detail in error.errors()]) from None
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SettingsError([f".env: cannot be read ({why})"]) from None


def token_of(settings: Settings) -> str:
    """Return the bot token's value. Raises TokenMissing when none is set."""
    if settings.telegram_bot_token is None:
        raise TokenMissing("No bot token is set. " + GETTING_STARTED)
    return settings.telegram_bot_token.get_secret_value()


def environment_with(**values: str) -> dict[str, str]:
    """Return this process's environment with these settings, for a process of its own."""
    return {**os.environ, **values}


def opt_in_to_timedeltas() -> None:
    """Let python-telegram-bot give times as timedeltas, as its next major version will anyway.

    Without it version 22 warns at every flood limit, wherever in the library it is met.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "true")


def _explain(detail: ErrorDetails) -> str:
    name = str(detail["loc"][0]).upper() if detail["loc"] else "settings"
    message = HINTS.get(name) or detail["msg"].removeprefix("Value error, ")
    return f"{name}: {message}"


def _require_polling(info: ValidationInfo, what: str) -> None:
    if info.data.get("mode") == "webhook":
        raise ValueError(f"MODE=webhook needs {what}")


def _scheme_and_host(address: str) -> tuple[str, str]:
    """Return both, or two empty words for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return (parts.scheme, parts.hostname) if parts.hostname else ("", "")
