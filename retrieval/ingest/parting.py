"""A piece in which furniture and article stand on one line is parted at sentence ends.

An appeal hardly ever comes as one telling sentence: "Rely on us? We rely on you too. Small papers
like ours may close. Help us stay." It is recognised by the sentence that asks for something, and
taken with the sentences around it in which the page speaks of itself or to its reader.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from retrieval.ingest.furniture import (
    addresses_reader,
    asks_for_itself,
    is_label,
    is_plea,
    may_be_plea,
    mentions_trade,
    speaks_of_itself,
    unquoted,
)
from retrieval.ingest.phrases import phrases, words_of
from retrieval.ingest.repetition import key_of, rough_sentences
from retrieval.sentences import split_sentences

# A button's text glued to the sentence behind it: "Become a member On Monday the ferry ..."
_LONGEST_BUTTON = 5

_ASKING = ("call", "plea", "soft-call", "soft-plea")


class Part(NamedTuple):
    """A stretch of a piece. appeal: it asks the reader for something."""

    text: str
    furniture: bool
    appeal: bool = False


def part_piece(text: str, repeated: Collection[int] = frozenset()) -> list[Part]:
    """Return a piece's text in its order, cut where furniture and article text meet.

    repeated: keys of sentences that are furniture because many pages hold them.
    """
    bare = unquoted(text)
    words = words_of(bare)
    suspicious = any(phrases(part).within(words) for part in _ASKING)
    button = _button_end(text)
    known = bool(repeated) and any(key_of(rough) in repeated for rough in rough_sentences(text))
    if not suspicious and not button and not known:
        return [Part(text, False)]
    spans = _spans(text, button)
    sentences = [text[start:end] for start, end in spans]
    pleas = [False] * len(spans)
    if suspicious:
        pleas = _appeal([bare[start:end] for start, end in spans])
    furniture = [
        plea or key_of(sentence) in repeated or (len(spans) > 1 and is_label(sentence))
        for plea, sentence in zip(pleas, sentences, strict=True)
    ]
    for at in range(len(spans) - 2, -1, -1):
        # "Rely on us?" is too short to be counted by itself when its neighbours are.
        if furniture[at + 1] and _is_short_question(sentences[at]):
            furniture[at] = True
    return _merged(text, spans, furniture, pleas)


def belongs_to_appeal(text: str) -> bool:
    """Return whether a piece beside an appeal is a part of it: it speaks of us and to you.

    Some articles do so too, sentence after sentence, so a longer piece must name the trade.
    """
    bare = unquoted(text)
    words = len(text.split())
    if words > 60 or not addresses_reader(bare) or (words > 12 and not mentions_trade(bare)):
        return False
    spans = split_sentences(text)
    return all(
        speaks_of_itself(bare[span.start : span.end]) or _is_short_question(span.text)
        for span in spans
    )


def _spans(text: str, button: int) -> list[tuple[int, int]]:
    """Return where the sentences of a text stand, and the buttons that are glued to them."""
    cut: list[tuple[int, int]] = []
    for sentence in split_sentences(text):
        length = button if sentence.start == 0 else _button_end(sentence.text)
        behind = sentence.text[length:].lstrip()
        if length and behind:
            cut.append((sentence.start, sentence.start + length))
        cut.append((sentence.end - len(behind), sentence.end))
    return cut


def _button_end(sentence: str) -> int:
    """Return where a button's label ends that a new sentence was glued to; 0 without one."""
    if not phrases("label").length_at(words_of(sentence[:60])):
        return 0
    found = list(re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", sentence[:120]))
    words = [words_of(match[0])[:1] for match in found]
    flat = tuple(word[0] for word in words if word)
    if len(flat) != len(found):
        return 0
    length = phrases("label").length_at(flat)
    # One word may well be a name or a subject: "Telegram said".
    shortest = 1 if phrases("advert").length_at(flat) else 2
    if not shortest <= length <= _LONGEST_BUTTON or length >= len(found):
        return 0
    end, following = found[length - 1].end(), found[length].start()
    gap = sentence[end:following]
    starts_anew = sentence[following].isupper() or sentence[following].isdigit()
    return end if gap.isspace() and starts_anew and _is_sentence_case(found, length) else 0


def _is_sentence_case(found: Sequence[re.Match[str]], length: int) -> bool:
    """Return whether the label's later words are in lower case, so that a capital starts anew."""
    return all(match[0].islower() for match in found[1:length])


def _appeal(sentences: Sequence[str]) -> list[bool]:
    """Return which sentences, their quotations blanked, make up an appeal."""
    perhaps = [may_be_plea(sentence) for sentence in sentences]
    found = [
        is_plea(sentence) or (likely and asks_for_itself(sentence))
        for sentence, likely in zip(sentences, perhaps, strict=True)
    ]
    if any(found) or sum(perhaps) > 1 or (any(perhaps) and _is_of_the_trade(sentences)):
        found = [sure or likely for sure, likely in zip(found, perhaps, strict=True)]
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        step = order.step
        for at in order:
            before = at - step
            if not found[at] and 0 <= before < len(found) and found[before]:
                found[at] = speaks_of_itself(sentences[at])
    for at in range(len(found) - 2, -1, -1):
        if not found[at] and found[at + 1]:
            found[at] = (
                speaks_of_itself(sentences[at])
                or _is_short_question(sentences[at])
                or (mentions_trade(sentences[at]) and len(sentences[at].split()) <= 15)
            )
    return found


def _is_of_the_trade(sentences: Sequence[str]) -> bool:
    """Return whether a page speaks of itself as a paper, and to its reader."""
    text = " ".join(sentences)
    return mentions_trade(text) and speaks_of_itself(text)


def _is_short_question(sentence: str) -> bool:
    return sentence.rstrip().endswith(("?", "؟", "？")) and len(sentence.split()) <= 8


def _merged(
    text: str,
    spans: Sequence[tuple[int, int]],
    furniture: Sequence[bool],
    pleas: Sequence[bool],
) -> list[Part]:
    parts: list[Part] = []
    begin = spans[0][0]
    for at, (_, end) in enumerate(spans):
        if at + 1 < len(spans) and furniture[at + 1] == furniture[at]:
            continue
        appeal = any(
            plea for plea, span in zip(pleas, spans, strict=True) if begin <= span[0] < end
        )
        parts.append(Part(text[begin:end].strip(), furniture[at], appeal))
        begin = spans[at + 1][0] if at + 1 < len(spans) else end
    return parts
