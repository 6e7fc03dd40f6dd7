"""The passages of a segment, made from its arrays when they are asked for."""

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np

from retrieval.model import Passage
from retrieval.strings import Arrays, Strings


class StoredPassages(Sequence[Passage]):
    """Passages by number, and numbers by id."""

    def __init__(self, arrays: Arrays, documents: Strings) -> None:
        self._documents = documents
        self._ids = Strings(arrays, "ids")
        self._texts = Strings(arrays, "texts")
        self._headings = Strings(arrays, "headings")
        self._document_of = np.asarray(arrays["passages_documents"])
        self._paragraphs = np.asarray(arrays["passages_paragraphs"])
        self._heading_of = np.asarray(arrays["passages_headings"])

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, number: int) -> Passage: ...
    @overload
    def __getitem__(self, number: slice) -> list[Passage]: ...
    def __getitem__(self, number: int | slice) -> Passage | list[Passage]:
        if isinstance(number, slice):
            return [self[nth] for nth in range(*number.indices(len(self)))]
        if number < 0 or number >= len(self):
            raise IndexError(number)
        heading = int(self._heading_of[number])
        return Passage(
            self._ids[number],
            self._documents[int(self._document_of[number])],
            int(self._paragraphs[number]),
            self._texts[number],
            self._headings[heading] if heading else None,
        )

    def ids(self) -> Iterator[str]:
        """Yield the ids of all passages, by number."""
        return iter(self._ids)

    def number(self, passage_id: str) -> int | None:
        """Return the number of a passage; None if it is not here."""
        return self._ids.number(passage_id)

    def document_of(self, number: int) -> int:
        """Return the number of a passage's document."""
        return int(self._document_of[number])

    def numbers_of(self, documents: Sequence[int]) -> np.ndarray:
        """Return the numbers of all passages of these documents."""
        return np.flatnonzero(np.isin(self._document_of, documents))

    def beside(self, number: int) -> list[int]:
        """Return the numbers of the passages before and after, in the same document."""
        first, last = max(number - 1, 0), min(number + 1, len(self) - 1)
        document = self.document_of(number)
        return [
            nth for nth in range(first, last + 1)
            if nth != number and self.document_of(nth) == document
        ]  # fmt: skip
