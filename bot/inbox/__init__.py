"""Updates, on disk before Telegram may forget them, and marked as dealt with after.

Telegram forgets an update once the next request confirms it, or once the webhook has answered; and
python-telegram-bot (read in 22.8, `ext/_updater.py`) confirms as soon as `update_queue.put`
returns, before any handler runs. So these stand between the two, in reading order:

- `inbox`: the queue itself; it lets in what is written, and writes what nobody wrote before.
- `polling`: fetches, and has a whole batch written in one commit.
- `webhook`: the same for updates that Telegram delivers.
- `ordered`: handles them, one at a time for each chat, and has them marked as done.

What was not marked when the process ended is queued again by `Inbox.recover`.
"""

from bot.inbox.inbox import Inbox, Recovered, UpdateNotStored
from bot.inbox.ordered import OrderedProcessor
from bot.inbox.polling import DurableRequest
from bot.inbox.webhook import Webhook

__all__ = [
    "DurableRequest",
    "Inbox",
    "OrderedProcessor",
    "Recovered",
    "UpdateNotStored",
    "Webhook",
]
