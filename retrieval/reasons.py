"""Why there is no answer, as a value; whoever shows it puts it into words, in any language."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.wanted import Wanted


class ReasonKind(StrEnum):
    """What stands against an answer. The values are stable: programs read them."""

    EMPTY_DOSSIER = "empty-dossier"
    NO_WORDS = "no-words"  # nothing in the message can be looked up
    ORDER = "order"  # an instruction to the bot
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    HOW_ARE_YOU = "how-are-you"
    WHO_ARE_YOU = "who-are-you"
    NO_QUESTION = "no-question"
    OPINION = "opinion"  # what the bot thinks, which is nothing
    OFF_TOPIC = "off-topic"  # the weather, a joke: what no dossier is for
    NAME_UNKNOWN = "name-unknown"  # `words`: names that the dossier never mentions
    WORDING_UNKNOWN = "wording-unknown"  # `words`: quoted, and no passage holds them exactly so
    WORDING_NEAR = "wording-near"  # the same, and `near`: what the dossier has instead
    NONE_OCCUR = "none-occur"  # more than one word, and the dossier has none of them
    WORD_UNKNOWN = "word-unknown"  # `words`: the only one
    EVERYDAY_ONLY = "everyday-only"  # `words`: everyday ones, and no others are shared
    KIND_LACKING = "kind-lacking"  # `wanted`: what the closest passages do not give
    WORDS_LACKING = "words-lacking"  # `words`: of which the closest passage does not speak
    NOT_AN_ANSWER = "not-an-answer"  # all words stand there, but not as an answer
    NO_MORE = "no-more"  # all that there is on it was shown


# What is said to the bot and not asked of the dossier; the dossier does not lack an answer to it.
SMALL_TALK = frozenset(
    {
        ReasonKind.GREETING,
        ReasonKind.THANKS,
        ReasonKind.FAREWELL,
        ReasonKind.HOW_ARE_YOU,
        ReasonKind.WHO_ARE_YOU,
    }
)


# What is said to the bot and not asked of the dossier, small talk or not: the dossier does not lack
# it.
SAID_TO_BOT = SMALL_TALK | {
    ReasonKind.NO_QUESTION,
    ReasonKind.ORDER,
    ReasonKind.OPINION,
    ReasonKind.OFF_TOPIC,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no answer.

    words: of the question, as asked. wanted: for a kind that lacks. near: words of the dossier.
    """

    kind: ReasonKind
    words: tuple[str, ...] = ()
    wanted: Wanted = Wanted.ANYTHING
    near: tuple[str, ...] = ()


def is_chat(reason: Reason | None) -> bool:
    """Return whether a message is no question that another may follow."""
    return reason is not None and reason.kind in SAID_TO_BOT | {ReasonKind.NO_WORDS}


def is_said_to_bot(reason: Reason | None) -> bool:
    """Return whether a message was said to the bot and asks nothing of the dossier."""
    return reason is not None and reason.kind in SAID_TO_BOT
