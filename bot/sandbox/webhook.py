"""Where updates are delivered when the bot asked for a webhook, and how delivery went."""

from dataclasses import dataclass

from bot.sandbox.wire import Json


@dataclass(slots=True)
class Webhook:
    """The webhook's settings; an empty URL means the bot polls."""

    url: str = ""
    secret: str | None = None
    max_connections: int = 40
    last_error_at: int | None = None
    last_error: str | None = None

    def clear(self) -> None:
        """Go back to polling."""
        self.url, self.secret = "", None
        self.last_error_at = self.last_error = None

    def info(self, pending: int, allowed: list[str]) -> Json:
        """Return the settings as the API's WebhookInfo."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
        }
        if self.url:
            info["max_connections"] = self.max_connections
        if self.last_error is not None:
            info["last_error_date"] = self.last_error_at
            info["last_error_message"] = self.last_error
        if allowed:
            info["allowed_updates"] = allowed
        return info
