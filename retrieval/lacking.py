"""Whether a message lacks its subject: "and when was that?", "why?", "who else?".

That is told by its form alone, with the phrases of `lexicon/phrases/`: it begins with "and" or
"what about", is only a part of a question, has nothing but question words and pronouns, or a
pronoun that means nothing in the message itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from retrieval.address import spoken_to_bot
from retrieval.parsing import TOPIC_WEIGHT, AskedWord, Question
from retrieval.phrasebook import Phrasebook, SpokenWord, phrasebook, spoken_words

# A part of a question names one thing or two; more is a search of its own.
_MOST_IN_A_PART = 3
# With more words than these even a question that says "he" may be meant to stand alone.
_MOST_BESIDE_A_PRONOUN = 3

_BARE = frozenset({"bare", "else"})
_ELSE = frozenset({"else"})
_BEGINNINGS = frozenset({"about", "connective"})
# Where capitals do not tell names, two words before a pronoun are enough for it to mean one.
_NAMES_UNTOLD = frozenset({"de", "fa", "ar"})
_EXPLETIVE = frozenset({"expletive"})


@dataclass(frozen=True, slots=True)
class Message:
    """A question with what its form tells.

    words: those not spoken to the bot. begins: the phrase that it begins with, if any. rest: the
    words after that. asks: it has a question word, or a verb in front.
    """

    question: Question
    words: tuple[SpokenWord, ...]
    begins: str
    rest: tuple[SpokenWord, ...]
    asks: bool
    book: Phrasebook

    @property
    def is_part(self) -> bool:
        """Whether it is only a part of a question: "and the mayor?", "in 2024?"."""
        return self.begins == "about" or not self.asks

    @property
    def is_marked(self) -> bool:
        """Whether it ends with a question mark."""
        return self.question.read.rstrip(" \"'”»)").endswith(("?", "؟"))


def read_message(question: Question) -> Message:
    """Return the question with what its form tells."""
    book = phrasebook(question.language)
    spans = spoken_to_bot(question.read, question.language)
    words = tuple(
        word
        for word in spoken_words(question.read)
        if not any(start <= word.start < end for start, end in spans)
    )
    said = book.said_at(words, 0, _BEGINNINGS) if words else None
    rest = words[said.end :] if said else words
    first = rest[0].folded if rest else ""
    asking = book.words("question")
    asks = first in book.words("auxiliary") or any(word.folded in asking for word in rest)
    return Message(question, words, said.kind if said else "", rest, asks, book)


def lacks_subject(message: Message) -> bool | None:
    """Return True when it does for sure, False when it may, None when it is whole."""
    if _is_said(message, _BARE):
        return True
    if not message.words:
        return None
    content, refers = message.question.words, _refers(message)
    if not content:
        return True if message.asks or refers or message.begins else None
    if message.is_part:
        return _part_lacks_subject(message, refers)
    if refers:
        return len(content) <= _MOST_BESIDE_A_PRONOUN
    has_topic = any(word.is_name or word.weight >= TOPIC_WEIGHT for word in content)
    if message.begins:
        return False if len(content) <= _MOST_IN_A_PART else None
    is_short = len(content) == 1 or (not has_topic and len(content) <= _MOST_IN_A_PART)
    return False if is_short else None


def _part_lacks_subject(message: Message, refers: bool) -> bool | None:
    """Tell the same of a message that is only a part of a question."""
    if len(message.question.words) > _MOST_IN_A_PART:
        return None
    if message.begins or (refers and message.is_marked):
        return True
    if len(message.question.words) == _MOST_IN_A_PART:
        return None
    if message.rest[0].folded in message.book.words("preposition"):
        return message.is_marked
    return False if message.is_marked else None


def wants_more(message: Message) -> bool:
    """Return whether it only asks for what was not said yet: "who else?", "tell me more"."""
    return _is_said(message, _ELSE)


def _is_said(message: Message, kinds: Collection[str]) -> bool:
    """Return whether all of it is a phrase of these kinds, with or without what goes before."""
    whole = spoken_words(message.question.read)
    return any(message.book.is_said(words, kinds) for words in (whole, message.words, message.rest))


def _refers(message: Message) -> bool:
    """Return whether a pronoun means something that the message itself does not name before."""
    book, words = message.book, message.words
    at = 0
    while at < len(words):
        idle = book.said_at(words, at, _EXPLETIVE)
        if idle:
            at = idle.end
            continue
        if words[at].folded in book.words("pronoun"):
            if not (_named_before(message, at) or _named_behind_comma(message, at)):
                return True
        elif _points_back(message, at):
            return True
        at += 1
    return False


def _points_back(message: Message, at: int) -> bool:
    """Return whether "that", "there" or "then" at a place means something said before."""
    book, words = message.book, message.words
    word, is_last = words[at].folded, at == len(words) - 1
    if word in book.words("adverb") and is_last:
        return not _content_before(message, len(words), names_only=True)
    if word not in book.words("demonstrative"):
        return False
    if is_last:
        return True
    if words[at + 1].folded in book.words("time_noun"):
        return False
    # "who signed that agreement?", but "the ministry says that ferries stop".
    is_determiner = word not in book.words("conjunction") or at == len(words) - 2
    return (is_determiner or not _content_before(message, at)) and not _content_before(
        message, len(words), names_only=True
    )


def _named_before(message: Message, at: int) -> bool:
    """Return whether something is named before a place that a pronoun there can mean."""
    determiners = message.book.words("determiner")
    before = _content_before(message, at)
    if len(before) > 1 and (not determiners or message.question.language in _NAMES_UNTOLD):
        return True
    folded = [word.folded for word in message.words[:at]]
    determined = {after for first, after in pairwise(folded) if first in determiners}
    return any(word.is_name or word.folded in determined for word in before)


def _named_behind_comma(message: Message, at: int) -> bool:
    """Return whether the pronoun's clause comes first: "In his speech, what did Aliyev say?"."""
    text = message.question.read
    comma = text.find(",", message.words[at].end)
    fronted = message.words[0].folded in message.book.words("fronting")
    return (
        fronted
        and comma > 0
        and any(word.is_name and text.find(word.text, comma) > 0 for word in message.question.words)
    )


def _content_before(message: Message, at: int, *, names_only: bool = False) -> list[AskedWord]:
    """Return the words that are looked up and stand before the word number `at`."""
    end = message.words[at].start if at < len(message.words) else len(message.question.read)
    text = message.question.read
    return [
        word
        for word in message.question.words
        if -1 < text.find(word.text) < end and (word.is_name or not names_only)
    ]
