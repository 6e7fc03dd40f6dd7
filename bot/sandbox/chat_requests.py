"""The parameters of the page's calls, read by type; a wrong one is refused in a sentence."""

from collections.abc import Mapping

from bot.sandbox.errors import PageRefused
from bot.sandbox.wire import Json


class Given:
    """The parameters of one call."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = fields

    def has(self, name: str) -> bool:
        """Tell whether a parameter is there and not null."""
        return self._fields.get(name) is not None

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a whole number, also from text as a query string has it."""
        value = self._fields.get(name, default)
        try:
            if type(value) is int or isinstance(value, str):
                return int(value)
        except ValueError:
            pass
        raise PageRefused(f"{name} must be a whole number.")

    def integer_or_none(self, name: str) -> int | None:
        """Return a whole number, or None when the parameter is missing or null."""
        return self.integer(name) if self.has(name) else None

    def number(self, name: str, default: float) -> float:
        """Return a number that is not negative."""
        try:
            value = float(str(self._fields.get(name, default)))
        except ValueError:
            value = -1.0
        if not 0 <= value < float("inf"):
            raise PageRefused(f"{name} must be a number, 0 or more.")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """Return text that has no half characters in it."""
        value = self._fields.get(name, default)
        if not isinstance(value, str) or any("\ud800" <= one <= "\udfff" for one in value):
            raise PageRefused(f"{name} must be text.")
        return value

    def flag(self, name: str) -> bool:
        """Return a boolean; False when the parameter is missing."""
        value = self._fields.get(name, False)
        if not isinstance(value, bool):
            raise PageRefused(f"{name} must be true or false.")
        return value

    def json_object(self, name: str) -> Json:
        """Return an object."""
        value = self._fields.get(name)
        if not isinstance(value, dict):
            raise PageRefused(f"{name} must be an object.")
        return value

    def anything(self, name: str) -> object:
        """Return whatever the parameter is; it must be there."""
        if name not in self._fields:
            raise PageRefused(f"{name} is missing.")
        return self._fields[name]
