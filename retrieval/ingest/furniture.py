"""What one line or sentence gives away by itself: a label, an appeal, a caption, a byline, a date.

These are the signs that need no neighbours. Where a line stands and who else repeats it is judged
in `roles` and `repetition`. In doubt a line is article text: a quoted appeal is a nuisance, a lost
sentence is a wrong answer.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto

from retrieval.ingest.layout import ends_sentence, is_bare_link
from retrieval.ingest.phrases import Words, phrases, words_of

# A credit closes a caption; in a longer piece it is a sentence that mentions a photo.
_LONGEST_CAPTION = 60
_LONGEST_OPENED = 30

_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|\"[^\"]*(?:\"|$)"
    r"|(?<!\w)[‘'](?=\w).{0,600}?[’'](?!\w)"
)
_COUNTER = re.compile(
    r"^\W*(?:\d+(?:[.,]\d+)?\s*[km]?\s*"
    r"(?:min(?:ute)?s?(?: of)? read(?:ing)?|minutes? to read|comments?|shares?|views?|likes?"
    r"|reactions?|mins?|hours? ago|minutes? ago|days? ago|hrs? ago|мин(?:ут[аы]?)?|dk|dəq"
    r"|комментари\w*|просмотр\w*|yorum|min(?:uten)? lesezeit|kommentare?|min de lecture"
    r"|minutos de lectura)|(?:reading time|lesezeit|temps de lecture|время чтения|okuma süresi)"
    r"\W*\d+\s*\w*)\W*$",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s[>›»→]\s|\s/\s|\s\|\s")
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|er)?[.\s]+(?:de\s+)?[^\W\d_]{3,}\.?,?\s+(?:de\s+)?\d{4}\b"
    r"|\b[^\W\d_]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b"
    r"|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}){1,2}\b"
    r"|^\W*\d{1,2}[:.]\d{2}\W*$"
)
_RIGHTS = re.compile(r"^\W*(?:©|\(c\)|copyright\b[\s:]*(?:©|\(c\)|\d{4}))", re.IGNORECASE)
_HANDLE = re.compile(r"\w@\w|(?<!\w)@\w")
_WRITERS = frozenset({"him", "her", "them", "us", "me", "our"})
# Who wrote and who edited, in brackets or parted by a semicolon.
_CREDITS = re.compile(
    r"^\W*(?:additional )?(?:reporting|writing|editing|compiled|translated|edited|written) by\b"
    r"(?=.*(?:\)\W*$|;|\bediting by\b))[^.]*\W*$",
    re.IGNORECASE,
)
_PHOTOGRAPHER = re.compile(r"\([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3} ?/ ?[A-Z][^()/]{1,40}\)\W*$")
_SLASHED = re.compile(r"[/|]\s*([^/|.]{2,40})\W*$")
_NAME_PARTICLES = frozenset(
    "de van von der den la le al bin da di and und et y e i и ve və in for".split()  # noqa: SIM905
)


class Sign(Enum):
    """What a line is by itself; NONE is an ordinary line."""

    NONE = auto()
    WORDLESS = auto()
    TAIL = auto()
    LABEL = auto()
    LINK = auto()
    DATE = auto()
    BYLINE = auto()
    CAPTION = auto()


def sign_of(text: str) -> Sign:
    """Return what a line gives away; BYLINE only holds near the top or the end of a page."""
    words = words_of(text)
    if is_bare_link(text):
        return Sign.LINK
    if not words:
        return Sign.WORDLESS
    if phrases("tail").equal(words):
        return Sign.TAIL
    if is_label(text, words):
        return Sign.LABEL
    if is_date_line(text, words):
        return Sign.DATE
    if _is_caption(text, words):
        return Sign.CAPTION
    return Sign.BYLINE if _is_byline(text, words) else Sign.NONE


def unquoted(text: str) -> str:
    """Return the text with what stands in quotation marks blanked out, at the same length.

    A person who is quoted may well say "help us"; the page itself may not.
    """
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def is_plea(sentence: str) -> bool:
    """Return whether a sentence, its quotations blanked, asks a page's reader for something."""
    words = words_of(sentence)
    return phrases("call").length_at(words, _polite(words)) > 0 or phrases("plea").within(words)


def may_be_plea(sentence: str) -> bool:
    """Return whether a sentence asks for something that people ask for in articles as well."""
    words = words_of(sentence)
    asks = phrases("soft-call").length_at(words, _polite(words)) > 0
    return asks or phrases("soft-plea").within(words)


def asks_for_itself(sentence: str) -> bool:
    """Return whether a sentence that may be a plea is the page's own: "Sign up for our letter"."""
    words = words_of(sentence)
    start = _polite(words) + phrases("soft-call").length_at(words, _polite(words))
    rest = words[start:]
    return start > 0 and (phrases("we").within(rest) or phrases("media").within(rest))


def _polite(words: Words) -> int:
    return 1 if words[:1] == ("please",) else 0


def speaks_of_itself(sentence: str) -> bool:
    """Return whether a sentence, its quotations blanked, holds the page's own we, or its reader."""
    words = _pronouns(sentence)
    return phrases("we").within(words) or phrases("you").within(words)


def addresses_reader(text: str) -> bool:
    """Return whether a text, its quotations blanked, holds both the page's we and the reader."""
    words = _pronouns(text)
    itself = phrases("we").within(words) or phrases("media").within(words)
    return itself and phrases("you").within(words)


def _pronouns(text: str) -> Words:
    # Folded, the country would be a pronoun.
    return words_of(re.sub(r"\bU\.?S\b", " ", text))


def mentions_trade(sentence: str) -> bool:
    """Return whether a sentence holds a word of the newspaper trade."""
    return phrases("media").within(words_of(sentence))


def is_date_line(text: str, words: Words | None = None) -> bool:
    """Return whether a line is a date, with or without a label, and nothing else."""
    words = words_of(text) if words is None else words
    if not any(c.isdigit() for c in text) or ends_sentence(text.rstrip(".")):
        return False
    if is_labelled_date(text, words):
        return True
    # Weekday, zone and the like aside, nothing stands around the day.
    bare = sum(not any(c.isdigit() for c in word) for word in words)
    return bool(_DAY.search(text)) and bare <= 4 and len(words) <= 9


def is_labelled_date(text: str, words: Words | None = None) -> bool:
    """Return whether a line is a label such as "Published" or "Updated" and a date."""
    words = words_of(text) if words is None else words
    labelled = phrases("published").length_at(words) or phrases("updated").length_at(words)
    if not labelled or labelled == len(words):
        return False
    numbers = sum(any(c.isdigit() for c in word) for word in words)
    return len(words) <= labelled + 9 or (len(words) <= 24 and numbers >= 0.3 * len(words))


def is_label(text: str, words: Words | None = None) -> bool:
    """Return whether a line or sentence is a button, a counter, a notice of rights or the like."""
    words = words_of(text) if words is None else words
    if phrases("label").cover(words) or _COUNTER.match(text) or _RIGHTS.match(text):
        return True
    if len(words) > _LONGEST_OPENED or re.search(r"[.!?…]\s+\S", text):
        return False
    if _is_contact(text, words) or _CREDITS.match(text):
        return True
    if phrases("opener").length_at(words) > 1:
        return True
    return any(
        (length := phrases(part).length_at(words)) and _has_colon_after(text, length)
        for part in ("opener", "tail")
    )


def is_section(text: str) -> bool:
    """Return whether a line is names of sections and buttons, as in a row of a menu."""
    words = words_of(text)
    at = 0
    while at < len(words):
        length = phrases("section").length_at(words, at) or phrases("label").length_at(words, at)
        if not length:
            return False
        at += length
    return at > 0


def _is_contact(text: str, words: Words) -> bool:
    """Return whether a sentence says how to reach who wrote the article, and not the police."""
    if not phrases("contact").length_at(words) or not _HANDLE.search(text):
        return False
    whom = text.split()[1:2]
    return bool(whom) and (whom[0][0].isupper() or whom[0].lower() in _WRITERS)


def is_trail(text: str) -> bool:
    """Return whether a line is a path of sections, such as "Home > Region > Ferries"."""
    parts = [part for part in _TRAIL.split(text) if part.strip()]
    return (
        len(parts) >= 2
        and not ends_sentence(text)
        and all(len(part.split()) <= 4 for part in parts)
    )


def _is_caption(text: str, words: Words) -> bool:
    if len(words) > _LONGEST_CAPTION:
        return False
    length = phrases("credit").length_at(words)
    if length and _is_credit_start(text, words, length):
        return True
    last = re.split(r"[.!?]\s+|[(\[]", text.rstrip(" .)]"))[-1]
    closing = words_of(last)
    if len(closing) < len(words) and phrases("credit-end").equal(closing):
        return True
    if len(closing) < len(words) and _opens_credit(last):
        return True
    if _PHOTOGRAPHER.search(text):
        return True
    slashed = _SLASHED.search(text)
    return slashed is not None and phrases("agency").length_at(words_of(slashed[1])) > 0


def _is_credit_start(text: str, words: Words, length: int) -> bool:
    """Return whether a credit word at the start is a label and not the subject of a sentence."""
    if _has_colon_after(text, length):
        return True
    names = text.split()[length:]
    return length > 1 and len(words) <= 12 and _are_names(names) and not ends_sentence(text)


def _has_colon_after(text: str, words: int) -> bool:
    return bool(re.match(rf"^\W*(?:\w+\W+){{{words - 1}}}\w+\s*[:：©]", text))


def _opens_credit(text: str) -> bool:
    words = words_of(text)
    length = phrases("credit").length_at(words)
    return bool(length) and len(words) - length <= 8 and (
        _has_colon_after(text, length) or length > 1
    )  # fmt: skip


def _is_byline(text: str, words: Words) -> bool:
    length = phrases("byline").length_at(words)
    if not length or len(words) > 14 or ends_sentence(text.rstrip(".")):
        return False
    names = re.split(r"[\s,|·•–—-]+", text)[length:]
    return bool(names) and _are_names([name for name in names if not any(map(str.isdigit, name))])


def _are_names(words: Sequence[str]) -> bool:
    bare = [word.strip(".,()/|:") for word in words]
    bare = [word for word in bare if word and word.lower() not in _NAME_PARTICLES]
    return bool(bare) and all(not word[0].islower() for word in bare)


def is_name_line(text: str) -> bool:
    """Return whether a line is two to five capitalised words: a person, a place, a section."""
    words = text.replace("|", " ").replace(",", " ").split()
    return 1 <= len(words) <= 5 and _are_names(words) and not ends_sentence(text)
