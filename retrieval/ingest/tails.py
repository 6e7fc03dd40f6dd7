"""Where a page goes on to other articles: their headlines and teasers are furniture.

A line such as "Related Articles" or "Most Popular" starts a list of headlines, each perhaps with a
sentence below. When it stands in the middle of an article, the article goes on where two sentences
follow one another without a headline between them.
"""

from collections.abc import Sequence
from itertools import pairwise

from retrieval.ingest.furniture import Sign
from retrieval.ingest.lines import Line
from retrieval.model import Role
from retrieval.sentences import split_sentences

_LONGEST_TEASER_WORDS = 40
_SHORTEST_HEADLINE_WORDS = 5


def mark_tails(lines: Sequence[Line]) -> None:
    """Give the headlines and teasers around tail labels the role of furniture."""
    first_prose = next(
        (at for at, line in enumerate(lines) if line.is_open and line.is_prose), None
    )
    if first_prose is None:
        return
    labels = [at for at, line in enumerate(lines) if line.sign is Sign.TAIL and at > first_prose]
    for at in labels:
        _mark_after(lines, at)
    final = [at for at in labels if not any(line.is_open for line in lines[at:])]
    if final:
        _mark_cards_before(lines, final[0])


def _mark_after(lines: Sequence[Line], label: int) -> None:
    below = [line for line in lines[label + 1 :] if line.is_open]
    cards = _is_row_of_cards(below)
    claimed: list[Line] = []
    for line in below:
        above = claimed[-1] if claimed and not claimed[-1].is_prose else None
        if line.is_prose:
            glued = above is not None and above.group == line.group
            if above is None or not (glued or cards) or not _is_teaser(line):
                # The article goes on, perhaps with a heading of its own.
                if above is not None and (above.given is Role.HEADING or len(claimed) > 1):
                    claimed.pop()
                break
        claimed.append(line)
    for line in claimed:
        line.role = Role.FURNITURE


def _is_row_of_cards(lines: Sequence[Line]) -> bool:
    """Return whether headline and sentence take turns to the end, at least twice."""
    pairs = sum(line.is_prose and not above.is_prose for above, line in pairwise(lines))
    in_a_row = any(line.is_prose and above.is_prose for above, line in pairwise(lines))
    return pairs >= 2 and not in_a_row


def _is_teaser(line: Line) -> bool:
    return line.words <= _LONGEST_TEASER_WORDS and len(split_sentences(line.text)) == 1


def _mark_cards_before(lines: Sequence[Line], label: int) -> None:
    """Take the teaser cards right above the tail: a headline and one sentence in one group.

    Only where the page parts its paragraphs by blank lines, so that two lines in one group say
    something, and where no heading of the article stands so itself.
    """
    groups: dict[int, list[Line]] = {}
    for line in lines[:label]:
        if line.is_open:
            groups.setdefault(line.group, []).append(line)
    ordered = list(groups.values())
    cards = 0
    while cards < len(ordered) and _is_card(ordered[-1 - cards]):
        cards += 1
    article = ordered[: len(ordered) - cards]
    single = sum(len(group) == 1 for group in article)
    if len(article) < 2 or single < 0.8 * len(article) or any(map(_is_card, article)):
        return
    for group in ordered[len(ordered) - cards :]:
        for line in group:
            line.role = Role.FURNITURE


def _is_card(group: Sequence[Line]) -> bool:
    if len(group) != 2:
        return False
    headline, summary = group
    return (
        not headline.is_prose
        and headline.words >= _SHORTEST_HEADLINE_WORDS
        and headline.given is None
        and summary.is_prose
        and _is_teaser(summary)
    )
