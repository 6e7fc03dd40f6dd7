"""Which documents of a dossier differ from those that a segment was built from."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from retrieval.index.building import Written, digest_of
from retrieval.index.segment import Segment
from retrieval.model import Document, Passage


@dataclass(frozen=True)
class Part:
    """Some documents of a dossier, with their passages."""

    documents: Sequence[Document]
    passages: Sequence[Passage]


class Changes(NamedTuple):
    """What became of a segment's documents.

    removed: ids of those that are gone or changed. added: those that are new or changed.
    """

    removed: Collection[str]
    added: Part


class Digests:
    """The digests of documents, worked out once for each that stays as it is."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Document, int]] = {}

    def of(self, dossier: Written) -> dict[str, int]:
        """Return the digest of every document, by id."""
        # A document that was not read again is the same object, with the same passages.
        new = [d for d in dossier.documents if self._known.get(d.id, (None,))[0] is not d]
        passages = _by_document(dossier, {document.id for document in new})
        for document in new:
            self._known[document.id] = document, digest_of(document, passages[document.id])
        current = {document.id: self._known[document.id] for document in dossier.documents}
        self._known = current
        return {id_: digest for id_, (_, digest) in current.items()}


def changes_since(segment: Segment, dossier: Written, digests: Digests) -> Changes:
    """Return what is to be taken out of a segment and added to it."""
    before = dict(zip(segment.documents, _stored(segment), strict=True))
    now = digests.of(dossier)
    added = {id_ for id_, digest in now.items() if before.get(id_) != digest}
    removed = [id_ for id_ in before if id_ in added or id_ not in now]
    documents = [document for document in dossier.documents if document.id in added]
    passages = [p for own in _by_document(dossier, added).values() for p in own]
    return Changes(removed, Part(documents, passages))


def _stored(segment: Segment) -> list[int]:
    digests: list[int] = np.asarray(segment.arrays["documents_digests"]).tolist()
    return digests


def _by_document(dossier: Written, wanted: Collection[str]) -> dict[str, list[Passage]]:
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    if wanted:
        for passage in dossier.passages:
            if passage.document_id in wanted:
                found[passage.document_id].append(passage)
    return found
