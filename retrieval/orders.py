"""Messages that tell the bot what to be or to make, instead of asking what the dossier says.

Nothing in such a message is ever followed, because nothing here follows anything; knowing them
only spares people a quote that happens to share a word. English only for now.
"""

import re

_GREETING = (
    r"(?:please|hi|hello|hey|ok|now|so|and|then|can you|could you|will you|would you|[,\s])*"
)

_ORDERS = re.compile(
    # Be somebody else, or behave by other rules.
    r"\byou(?:'re| are) (?:now|no longer|going to be|an?|my)\b"
    r"|\b(?:act|behave|respond|answer|reply|speak|talk) (?:only |always )?(?:as|like) "
    r"(?:an?|if|my)\b"
    r"|\b(?:pretend|imagine|role-?play)\b.{0,40}\b(?:you|to be|as|that)\b"
    r"|\b(?:stay|remain) in (?:that |this |your )?(?:role|character)\b"
    r"|\bfrom now on\b.{0,60}\b(?:you|your|answer|answers|reply|respond|only|always|never)\b"
    # Drop the rules it has.
    r"|\b(?:ignore|forget|disregard|override|bypass|reveal|repeat|print|show)\b.{0,40}"
    r"\b(?:instructions?|prompts?|guidelines|(?:your|the|all|any) rules?|text above)\b"
    # Make something.
    rf"|^{_GREETING}(?:write|compose|draw|sing|translate|generate|recommend|suggest)(?![-\w])",
    re.IGNORECASE,
)


def is_order(text: str) -> bool:
    """Return whether a message reads like an order to the bot."""
    return _ORDERS.search(text.replace("’", "'")) is not None
