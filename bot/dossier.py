"""The dossier as the running bot holds it: one edition at a time, replaced whole.

An edition is immutable. A question takes the edition that stands when it begins and keeps it to its
end, so it sees the old dossier or the new one, never half. Reading and indexing happen in a thread.
"""

import asyncio
import os
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from watchfiles import Change, awatch

from bot.logs import log_of
from bot.messages import Messages
from bot.rendering.payloads import document_key
from retrieval.abstention import LEAST_CONFIDENCE
from retrieval.answering import Answering
from retrieval.asking import Today
from retrieval.english import english_words
from retrieval.errors import RetrievalError
from retrieval.examples import describe, example_questions
from retrieval.giving_back import give_memory_back
from retrieval.index.index import Index
from retrieval.index.keeping import Keeper
from retrieval.ingest.folder import Dossier, FolderReader, Problem
from retrieval.model import Document, Passage
from retrieval.right_words import right_words

# Editors write a file in several steps; what changes within this time is read once.
DEBOUNCE_MS = 300
STEP_MS = 50
# How soon a folder that went away is looked for again.
LOOK_AGAIN_S = 0.5

log = log_of(__name__)


@dataclass(frozen=True)
class Edition:
    """The dossier at one moment, ready to be asked."""

    dossier: Dossier
    answering: Answering

    @cached_property
    def about(self) -> str:
        """One sentence on what the dossier is about."""
        return describe(self.dossier)

    def introduction(self, words: Messages) -> str:
        """Return what the dossier is about, as the bot says it; of an empty one, that it is so."""
        if not self.dossier.passages:
            return words.EMPTY_DOSSIER
        return words.about(self.about)

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """Return up to three questions that this dossier answers."""
        return example_questions(self.dossier, self.answering)

    @cached_property
    def _by_key(self) -> dict[str, Document]:
        return {document_key(document.id): document for document in self.dossier.documents}

    def document_by_key(self, key: str) -> Document | None:
        """Return the document that a button names."""
        return self._by_key.get(key)

    def around(self, passage_id: str) -> tuple[Passage | None, Passage | None] | None:
        """Return the passages before and after; None when the passage is not in this edition."""
        passage = self.dossier.passage(passage_id)
        if passage is None:
            return None
        passages = self.dossier.passages_of(passage.document_id)
        at = passages.index(passage)
        before = passages[at - 1] if at else None
        after = passages[at + 1] if at + 1 < len(passages) else None
        return before, after


def keeper_of(folder: Path, data_dir: Path) -> Keeper:
    """Return what keeps the index of a dossier folder among the bot's data."""
    return Keeper(data_dir / "index", folder)


def build_edition(
    dossier: Dossier,
    least_confidence: float = LEAST_CONFIDENCE,
    index: Index | None = None,
    today: Today = lambda: None,
) -> Edition:
    """Return an edition over the dossier and its index, its examples found.

    index: built in memory where None is given. today: what "yesterday" in a question is told from.
    """
    edition = Edition(dossier, Answering(dossier, least_confidence, index, today))
    # Found now, in the caller's thread, so that no question waits for them.
    _ = edition.examples, edition.about
    give_memory_back()
    return edition


class LivingDossier:
    """Holds the current edition and follows the folder while the bot runs.

    keeper: where the index is looked for and put; None builds it in memory. today: what
    "yesterday" in a question is told from.
    """

    def __init__(
        self,
        folder: Path,
        least_confidence: float = LEAST_CONFIDENCE,
        keeper: Keeper | None = None,
        today: Today = lambda: None,
    ) -> None:
        self.folder = folder
        self._least_confidence = least_confidence
        self._keeper = keeper
        self._today = today
        self._reader = FolderReader(folder)
        self._edition: Edition | None = None
        self._reported: frozenset[Problem] = frozenset()

    @property
    def edition(self) -> Edition:
        """The edition that stands now. Raises RuntimeError before the first `refresh`."""
        if self._edition is None:
            raise RuntimeError("the dossier has not been read yet: await refresh() first")
        return self._edition

    async def refresh(self) -> bool:
        """Read the folder again; return whether a new edition took the place of the old one.

        Raises RetrievalError when the folder itself cannot be read; the old edition then stays.
        """
        return await asyncio.to_thread(self._refresh)

    async def warm_up(self) -> None:
        """Make what the first mistyped question would otherwise wait for, some 0.3 s."""
        await asyncio.to_thread(right_words, english_words(), "en")

    async def follow(self) -> None:
        """Take up changes in the folder until cancelled, also after it was replaced by another."""
        while True:
            try:
                await self._follow_this_folder()
            except OSError as error:  # it is not there just now, or the system cannot watch it
                log.debug("the dossier folder is not watched for the moment", reason=str(error))
            await asyncio.sleep(LOOK_AGAIN_S)

    async def _follow_this_folder(self) -> None:
        """Take up changes until the folder is gone, or another one stands in its place."""
        identity = _identity(self.folder)
        changes = awatch(
            self.folder, debounce=DEBOUNCE_MS, step=STEP_MS, recursive=True, yield_on_timeout=True,
            rust_timeout=1_000,
        )  # fmt: skip
        watching = False
        async for changed in changes:
            if changed or not watching:
                # The first round catches what changed between the first reading and the watch.
                watching = True
                await self._take_up()
            if _identity(self.folder) != identity or _holds_end_of(self.folder, changed):
                return

    async def _take_up(self) -> None:
        try:
            renewed = await self.refresh()
        except RetrievalError as error:
            log.error("the dossier folder cannot be read; the old dossier stays", reason=str(error))
            return
        except Exception:
            # Whatever a document did to the index: it must not end the following of the folder.
            log.exception("the new dossier could not be built; the old one stays")
            return
        if renewed:
            dossier = self.edition.dossier
            log.info(
                "the dossier changed",
                documents=len(dossier.documents),
                passages=len(dossier.passages),
            )

    def _refresh(self) -> bool:
        dossier = self._reader.read()
        self._report(dossier.problems)
        if self._edition is not None and self._edition.dossier.digest == dossier.digest:
            return False
        index = self._open_index(dossier)
        self._edition = build_edition(dossier, self._least_confidence, index, self._today)
        return True

    def _open_index(self, dossier: Dossier) -> Index | None:
        if self._keeper is None:
            return None
        opened = self._keeper.open(dossier, dossier.digest)
        for note in opened.notes:
            log.warning("the index on disk could not be used", reason=note)
        return opened.index

    def _report(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            if problem not in self._reported:
                log.warning(
                    "a file of the dossier was not taken",
                    problem=str(problem),
                    old_version_kept=problem.kept_previous,
                )
        self._reported = frozenset(problems)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another one at the same path; None when there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _holds_end_of(folder: Path, changes: Collection[tuple[Change, str]]) -> bool:
    # A new folder may be given the number of the old one, so that its identity tells nothing.
    paths = {os.path.abspath(folder), os.path.realpath(folder)}  # noqa: PTH100  # as reported
    return any(change is Change.deleted and path in paths for change, path in changes)
