"""Drafts to blocks: which piece is the title, a heading, a paragraph, or page furniture.

Each step below decides some lines and leaves the others; what no step decides is a paragraph,
because a sentence of the article must not be lost. Where the format tells headings from
paragraphs (Markdown, HTML), only furniture is looked for.
"""

from collections.abc import Collection, Sequence

from retrieval.ingest.draft import Draft
from retrieval.ingest.duplicates import mark_caption_twins, mark_duplicates
from retrieval.ingest.headings import mark_empty_headings, mark_headings, mark_link_leads
from retrieval.ingest.heads import mark_datelines, mark_head
from retrieval.ingest.lines import ALWAYS_FURNITURE, Line, lines_of
from retrieval.ingest.parting import belongs_to_appeal
from retrieval.ingest.tails import mark_tails
from retrieval.model import Block, Role


def assign_roles(draft: Draft, repeated: Collection[int] = frozenset()) -> tuple[Block, ...]:
    """Return the blocks of a draft in order; all its text is in them.

    repeated: keys of lines and sentences that are furniture because many documents hold them.
    """
    lines = [line for piece in draft.pieces for line in lines_of(piece, repeated)]
    _mark_signs(lines)
    _spread_appeals(lines)
    mark_duplicates(lines)
    mark_caption_twins(lines)
    mark_datelines(lines, structured=draft.structured)
    if draft.structured:
        mark_tails(lines)
        _keep_given_roles(lines)
    else:
        mark_head(lines)
        mark_tails(lines)
        mark_link_leads(lines)
        mark_headings(lines)
    mark_empty_headings(lines)
    return tuple(Block(line.role or Role.PARAGRAPH, line.text) for line in lines)


def _mark_signs(lines: Sequence[Line]) -> None:
    for line in lines:
        if line.is_open and line.sign in ALWAYS_FURNITURE:
            line.role = Role.FURNITURE


def _spread_appeals(lines: Sequence[Line]) -> None:
    """Take the piece beside an appeal with it where it speaks of us and to you."""
    appeals = [at for at, line in enumerate(lines) if line.appeal]
    for at in appeals:
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(lines) and lines[beside].is_open:
                line = lines[beside]
                if line.given is None and belongs_to_appeal(line.text):
                    line.role = Role.FURNITURE


def _keep_given_roles(lines: Sequence[Line]) -> None:
    for line in lines:
        if line.is_open:
            line.role = line.given or Role.PARAGRAPH
