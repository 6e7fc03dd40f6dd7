"""Documents to passages: a paragraph each, or the parts of one that is too long.

A passage's id is made from its words, so that what a reply quoted can be found again after the
document was edited elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

from retrieval.model import Block, Document, Passage, Role
from retrieval.sentences import split_sentences

# A paragraph of 220 words fills a phone's screen; longer ones are hardly read, and rank worse,
# because one sentence that answers is drowned by the others.
MAX_WORDS = 220

# Two of a document's thousand passages share such a digest once in two million documents.
_DIGEST_BYTES = 5
# Chinese, Japanese, Thai and the like put no spaces; about two of their letters make a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

# A long run without a sentence end may come cut anywhere, even inside a word.
_WORD_GOES_ON = re.compile(r"(?<=[^\W_])[^\W_]")


def split_passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in order; every paragraph's words are in them."""
    met: Counter[str] = Counter()
    passages = []
    number = 0
    heading: str | None = None
    for block in document.blocks:
        if block.role is Role.HEADING:
            heading = block.text
        elif block.role is Role.PARAGRAPH:
            number += 1
            for text in split_paragraph(block):
                identifier = _identify(document.id, text, met)
                passages.append(Passage(identifier, document.id, number, text, heading))
    return tuple(passages)


def split_paragraph(block: Block) -> list[str]:
    """Return a paragraph's text in one piece, or in pieces of at most about MAX_WORDS words.

    Pieces end where sentences end and are of about the same length; each is an exact substring.
    """
    left = count_words(block.text)
    pieces = []
    begin, size = 0, 0
    for start, end in _sentences(block.text) if left > MAX_WORDS else ():
        count = count_words(block.text[start:end])
        # What is left is shared out evenly, so that no last sentence is left over by itself.
        target = left / -(-left // MAX_WORDS)
        if size and (size + count > MAX_WORDS or size + count / 2 > target):
            pieces.append(block.text[begin:start].strip())
            left -= size
            begin, size = start, 0
        size += count
    pieces.append(block.text[begin:].strip())
    return [piece for piece in pieces if piece]


def count_words(text: str) -> int:
    """Return how many words a text has; in scripts without spaces, two letters count as one."""
    unspaced = len(_UNSPACED.findall(text))
    spaced = len(_UNSPACED.sub(" ", text).split()) if unspaced else len(text.split())
    return spaced + (unspaced + 1) // 2


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences start and end; one that is too long by itself is cut between words."""
    starts = [s.start for s in split_sentences(text) if not _WORD_GOES_ON.match(text, s.start)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        while count_words(text[start:end]) > MAX_WORDS:
            cut = _cut(text, start, end)
            yield start, cut
            start = cut  # noqa: PLW2901 - what is left of the sentence
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    """Return where MAX_WORDS words from `start` are full, behind a space if there is one."""
    spaces = list(re.finditer(r"\s+", text[start:end]))
    if len(spaces) >= MAX_WORDS:
        return start + spaces[MAX_WORDS - 1].end()
    return min(end, start + 2 * MAX_WORDS)


def _identify(document_id: str, text: str, met: Counter[str]) -> str:
    """Return the passage's id; a second passage with the same words gets another digest."""
    words = f"{text}\0{met[text]}" if met[text] else text
    met[text] += 1
    digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES)
    return f"{document_id}#{digest.hexdigest()}"
