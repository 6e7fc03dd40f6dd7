"""How updates leave: long polling, or a webhook's settings."""

import ipaddress
from time import monotonic
from urllib.parse import urlsplit

from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.methods.method import Method
from bot.sandbox.parameters import Array, Boolean, Integer, String, optional, required
from bot.sandbox.updates import UPDATE_KINDS
from bot.sandbox.wire import Json
from bot.sandbox.world import World

MAX_UPDATES = 100
MAX_POLL_S = 50


async def get_updates(world: World, given: Json) -> list[object]:
    """Return unconfirmed updates, waiting for one up to `timeout` seconds.

    A poll that is overtaken by another one, or by setWebhook, is ended as a conflict.
    """
    if world.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    turn = world.polls.next_turn()
    if "allowed_updates" in given:
        world.updates.allow(given["allowed_updates"])
    world.updates.confirm_below(given.get("offset", 0))
    ends = monotonic() + min(given.get("timeout", 0), MAX_POLL_S)
    while not len(world.updates) and (left := ends - monotonic()) > 0 and world.polls.is_open:
        await world.updates.bell.wait(left)
        world.polls.check(turn)
    return world.updates.first(given.get("limit", MAX_UPDATES))


def set_webhook(world: World, given: Json) -> bool:
    """Have updates delivered to a URL on this machine; an empty one means to poll again."""
    if not given["url"]:
        return delete_webhook(world, given)
    _check_url(given["url"])
    if "allowed_updates" in given:
        world.updates.allow(given["allowed_updates"])
    if given.get("drop_pending_updates"):
        world.updates.clear()
    world.webhook.clear()
    world.webhook.url = given["url"]
    world.webhook.secret = given.get("secret_token")
    world.webhook.max_connections = given.get("max_connections", 40)
    world.polls.overtake("terminated by setWebhook request")
    world.updates.bell.ring()
    return True


def delete_webhook(world: World, given: Json) -> bool:
    """Go back to polling."""
    world.webhook.clear()
    if given.get("drop_pending_updates"):
        world.updates.clear()
    world.updates.bell.ring()
    return True


def get_webhook_info(world: World, given: Json) -> Json:
    """Return the webhook's settings and how delivery goes."""
    return world.webhook.info(len(world.updates), list(world.updates.allowed))


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError:
        raise bad_request("bad webhook: invalid URL") from None
    if parts.scheme not in ("http", "https") or not host:
        raise bad_request("bad webhook: an HTTPS URL must be provided for webhook")
    if not is_loopback(host):
        raise bad_request("bad webhook: the sandbox delivers to this machine only")


def is_loopback(host: str) -> bool:
    """Tell whether a host name is certainly this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


_KINDS = Array(String("|".join(UPDATE_KINDS)))
METHODS = {
    "getUpdates": Method(
        get_updates,
        {
            "offset": optional(Integer()),
            "limit": optional(Integer(1, MAX_UPDATES)),
            "timeout": optional(Integer(0)),
            "allowed_updates": optional(_KINDS),
        },
    ),
    "setWebhook": Method(
        set_webhook,
        {
            "url": required(String()),
            "max_connections": optional(Integer(1, 100)),
            "allowed_updates": optional(_KINDS),
            "drop_pending_updates": optional(Boolean()),
            "secret_token": optional(String("[A-Za-z0-9_-]{1,256}")),
        },
    ),
    "deleteWebhook": Method(delete_webhook, {"drop_pending_updates": optional(Boolean())}),
    "getWebhookInfo": Method(get_webhook_info),
}
