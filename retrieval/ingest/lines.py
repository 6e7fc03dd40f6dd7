"""Lines: pieces on their way to blocks, parted where furniture and article share one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from retrieval.ingest.draft import Piece
from retrieval.ingest.furniture import Sign, sign_of
from retrieval.ingest.layout import ends_sentence
from retrieval.ingest.parting import part_piece
from retrieval.ingest.phrases import words_of
from retrieval.ingest.repetition import key_of
from retrieval.model import Role

ALWAYS_FURNITURE = frozenset({Sign.WORDLESS, Sign.TAIL, Sign.LABEL, Sign.LINK, Sign.CAPTION})


@dataclass(slots=True)
class Line:
    """A piece on its way to a block. role: None as long as no step has decided."""

    text: str
    group: int
    role: Role | None
    given: Role | None
    sign: Sign
    listed: bool
    appeal: bool
    words: int

    @property
    def is_open(self) -> bool:
        """Whether the line may still become anything."""
        return self.role is None

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as a sentence or more, rather than as a headline or label."""
        return not looks_like_headline(self.text, self.words)


def looks_like_headline(text: str, words: int) -> bool:
    """Return whether a line ends without a full stop, or is one short question."""
    if words > 30 or len(text) > 200:
        return False
    if not ends_sentence(text):
        return True
    return text.rstrip(" '\"’”»").endswith(("?", "؟", "？")) and words <= 14 and ". " not in text


def lines_of(piece: Piece, repeated: Collection[int]) -> Iterator[Line]:
    """Yield the lines that a piece falls into, those decided that show what they are.

    repeated: keys of lines and sentences that are furniture because many documents hold them.
    """
    sign = Sign.LINK if piece.linked else sign_of(piece.text)
    if sign is Sign.LABEL and piece.listed and ends_sentence(piece.text):
        sign = Sign.NONE  # advice in a list: "- Sign up for the county's alerts."
    whole = _line(piece, piece.text, piece.role, sign)
    if piece.role in (Role.TITLE, Role.FURNITURE):
        yield whole
    elif piece.role is Role.HEADING or sign in ALWAYS_FURNITURE:
        whole.role = None
        yield whole
    elif repeated and key_of(piece.text) in repeated:
        whole.role = Role.FURNITURE
        yield whole
    else:
        yield from _parted(piece, sign, repeated)


def _parted(piece: Piece, sign: Sign, repeated: Collection[int]) -> Iterator[Line]:
    parts = part_piece(piece.text, repeated)
    for part in parts:
        role = Role.FURNITURE if part.furniture else None
        own_sign = sign if len(parts) == 1 else sign_of(part.text)
        yield replace(_line(piece, part.text, role, own_sign), appeal=part.appeal)


def _line(piece: Piece, text: str, role: Role | None, sign: Sign) -> Line:
    count = len(words_of(text))
    return Line(text, piece.group, role, piece.role, sign, piece.listed, False, count)
