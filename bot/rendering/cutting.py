"""Where a text is cut that is longer than its place: between words, else between characters.

Every piece is an exact substring of the text, without white space around it.
"""

# A cut between words may leave this part of the place empty; then a word is cut instead.
LEAST_FILLED = 0.5


def first_words(text: str, max_units: int) -> str:
    """Return the beginning of the text, at most `max_units` UTF-16 units, up to a word's end."""
    start = text[: _fitting(text, max_units)]
    if len(start) == len(text) or text[len(start)].isspace():
        return start.strip()
    words = start.rsplit(maxsplit=1)
    whole = start[: len(start) - len(words[-1])] if len(words) > 1 else ""
    return (whole if _fills(whole, start) else start).strip()


def last_words(text: str, max_units: int) -> str:
    """Return the end of the text, at most `max_units` UTF-16 units, from a word's beginning."""
    end = text[len(text) - _fitting(text[::-1], max_units) :]
    if len(end) == len(text) or text[len(text) - len(end) - 1].isspace():
        return end.strip()
    words = end.split(maxsplit=1)
    whole = words[1] if len(words) > 1 else ""
    return (whole if _fills(whole, end) else end).strip()


def split_words(text: str, max_units: int) -> list[str]:
    """Return all of the text in pieces of at most `max_units` UTF-16 units, which is 2 or more."""
    pieces: list[str] = []
    at = 0
    while at < len(text):
        # One character more than can fit shows whether the cut falls between words.
        window = text[at : at + max_units + 1]
        at += len(window) - len(window.lstrip())
        if piece := first_words(text[at : at + max_units + 1], max_units):
            pieces.append(piece)
            at += len(piece)
    return pieces


def _fitting(text: str, max_units: int) -> int:
    """Return how many characters from the beginning fit; an emoji takes two units."""
    units = 0
    for count, character in enumerate(text):
        units += 1 + (character > "\uffff")
        if units > max_units:
            return count
    return len(text)


def _fills(whole_words: str, all_that_fits: str) -> bool:
    return len(whole_words) >= LEAST_FILLED * len(all_that_fits) > 0
