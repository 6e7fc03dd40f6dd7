import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.answering import Answering
from retrieval.index.file import load_arrays, save_arrays
from retrieval.index.keeping import FORGOTTEN_AFTER_S, Keeper
from retrieval.index.version import analysis_version
from tests.retrieval.builders import a_document, a_dossier, of_documents

ROOT = Path(__file__).parents[3]
PARAGRAPHS = (
    "The ferry Marisol sank off Kelder on Monday. Its captain survived.",
    "Captain Brandvold had warned the port of the storm.",
    "Bread is baked in Kelder before dawn.",
)
QUESTION = "Who had warned the port of the storm?"


@pytest.fixture
def keeper(tmp_path):
    return Keeper(tmp_path / "index", tmp_path / "dossier", "analysis 1")


def another(keeper, version="analysis 1"):
    """What another process, or a later start, has of the same index."""
    return Keeper(keeper.path.parent, keeper.path.parent.parent / "dossier", version)


def test_an_index_is_built_once_and_then_opened(keeper):
    assert keeper.open(a_dossier(*PARAGRAPHS), "digest").is_new

    opened = another(keeper).open(a_dossier(*PARAGRAPHS), "digest")

    assert not opened.is_new
    assert opened.notes == ()


def test_an_opened_index_answers_as_one_that_was_built_in_memory(keeper):
    dossier = a_dossier(*PARAGRAPHS)
    keeper.open(dossier, "digest")

    opened = another(keeper).open(dossier, "digest").index

    assert Answering(dossier, index=opened).ask(QUESTION) == Answering(dossier).ask(QUESTION)


def test_a_changed_dossier_is_indexed_anew(keeper):
    keeper.open(a_dossier(*PARAGRAPHS), "digest")

    opened = keeper.open(a_dossier(*PARAGRAPHS, "Nobody sang."), "another digest")

    assert opened.is_new
    assert opened.index.containing("sang") + opened.index.containing("sing") == 1


def test_a_few_changes_of_a_large_dossier_extend_its_index_and_many_build_it_anew(tmp_path):
    keeper = Keeper(tmp_path, tmp_path / "dossier", "analysis 1", extended_from=40)
    paragraphs = [f"Ferry {number} sails at noon." for number in range(60)]
    documents = [a_document(text, id=f"d{nth:02}") for nth, text in enumerate(paragraphs)]
    keeper.open(of_documents(*documents), "digest")
    changed = a_document("A dam broke.", id="d07")

    few = keeper.open(of_documents(*documents[:7], changed, *documents[8:]), "few")
    later = Keeper(tmp_path, tmp_path / "dossier", "analysis 1", extended_from=40)
    after_restart = later.open(of_documents(*documents[:7], changed, *documents[8:]), "few")
    many = keeper.open(of_documents(*documents[:40]), "many")

    for opened in (few, after_restart):
        assert not opened.is_new
        assert opened.index.containing("dam") == 1
        assert (opened.index.containing("ferri"), opened.index.containing("7")) == (60, 0)
    assert many.is_new
    assert many.index.containing("ferri") == 40


def test_arrays_of_another_version_are_not_even_opened(keeper):
    keeper.path.parent.mkdir()
    facts = {"dossier": "digest", "analysis": "analysis 0"}
    save_arrays(keeper.path, {"of_old": np.zeros(3)}, facts)

    opened = keeper.open(a_dossier(*PARAGRAPHS), "digest")

    assert (opened.is_new, opened.notes) == (True, ())


def test_a_change_of_word_lists_or_analysis_builds_the_index_anew(keeper):
    keeper.open(a_dossier(*PARAGRAPHS), "digest")

    assert another(keeper, "analysis 2").open(a_dossier(*PARAGRAPHS), "digest").is_new


@pytest.mark.parametrize("name", ["lexicon/stopwords.txt", "folding.py"])
@pytest.mark.parametrize("content", ["und\n", "and\nor\n", ""])
def test_the_version_tells_every_change_of_a_word_list_or_of_code(tmp_path, name, content):
    (tmp_path / "lexicon").mkdir()
    for file in ("lexicon/stopwords.txt", "folding.py"):
        (tmp_path / file).write_text("and\n")
    before = analysis_version.__wrapped__(tmp_path)

    (tmp_path / name).write_text(content)

    assert analysis_version.__wrapped__(tmp_path) != before


@pytest.mark.parametrize("place", [0, 20, 0.3, 0.5, 0.9, -1])
def test_a_damaged_file_is_noticed_and_built_anew(keeper, place):
    keeper.open(a_dossier(*PARAGRAPHS), "digest")
    content = bytearray(keeper.path.read_bytes())
    content[int(place * len(content)) if isinstance(place, float) else place] ^= 4
    keeper.path.write_bytes(content)

    opened = another(keeper).open(a_dossier(*PARAGRAPHS), "digest")

    assert opened.is_new
    assert "damaged" in opened.notes[0]
    assert not keeper.open(a_dossier(*PARAGRAPHS), "digest").is_new


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.999])
def test_a_file_that_was_cut_short_is_noticed_and_built_anew(keeper, share):
    keeper.open(a_dossier(*PARAGRAPHS), "digest")
    content = keeper.path.read_bytes()
    keeper.path.write_bytes(content[: int(share * len(content))])

    opened = another(keeper).open(a_dossier(*PARAGRAPHS), "digest")

    assert opened.is_new
    assert "damaged" in opened.notes[0]


def test_of_several_that_want_one_index_at_once_one_builds_it(keeper):
    keepers = [another(keeper) for _ in range(6)]
    with ThreadPoolExecutor(len(keepers)) as pool:
        opened = list(pool.map(lambda each: each.open(a_dossier(*PARAGRAPHS), "digest"), keepers))

    assert sum(each.is_new for each in opened) == 1
    assert {each.index.containing("storm") for each in opened} == {1}


KILLED_WHILE_WRITING = """
import os, sys
from pathlib import Path
from retrieval.index.keeping import Keeper
from tests.retrieval.builders import a_document, a_dossier, of_documents

def hang(descriptor):
    print("writing", flush=True)
    sys.stdin.read()

os.fsync = hang
folder = Path(sys.argv[1])
Keeper(folder / "index", folder / "dossier", "analysis 1").open(a_dossier("A ferry."), "digest")
"""


def test_what_a_killed_builder_left_is_cleared_away(keeper, tmp_path):
    builder = subprocess.Popen(
        [sys.executable, "-c", KILLED_WHILE_WRITING, os.fspath(tmp_path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with builder:
        assert builder.stdout.readline() == b"writing\n"
        builder.send_signal(signal.SIGKILL)
    assert list(keeper.path.parent.glob("*.tmp"))

    opened = keeper.open(a_dossier(*PARAGRAPHS), "digest")

    assert opened.is_new
    assert list(keeper.path.parent.glob("*.tmp")) == []


def test_where_nothing_can_be_written_the_index_stays_in_memory_and_says_so(tmp_path):
    (tmp_path / "file").write_text("no folder")
    keeper = Keeper(tmp_path / "file" / "index", tmp_path / "dossier", "analysis 1")

    opened = keeper.open(a_dossier(*PARAGRAPHS), "digest")

    assert opened.index.containing("storm") == 1
    assert "stays in memory" in opened.notes[0]


def test_where_the_file_cannot_be_written_the_index_stays_in_memory(keeper, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("retrieval.index.keeping.save_arrays", full)

    opened = keeper.open(a_dossier(*PARAGRAPHS), "digest")

    assert opened.index.containing("storm") == 1
    assert "No space left" in opened.notes[0]


def test_an_index_in_use_goes_on_answering_when_it_is_replaced(keeper):
    old = keeper.open(a_dossier(*PARAGRAPHS), "digest").index

    keeper.open(a_dossier("Nothing of the kind."), "another digest")

    assert Answering(a_dossier(*PARAGRAPHS), index=old).ask(QUESTION).quotes


def test_indexes_that_nobody_opens_any_more_are_cleared_away(keeper):
    stale = keeper.path.with_name("0123456789abcdef.index")
    keeper.path.parent.mkdir()
    stale.write_bytes(b"")
    os.utime(stale, (0, 0))
    fresh = keeper.path.with_name("fedcba9876543210.index")
    fresh.write_bytes(b"")

    keeper.open(a_dossier(*PARAGRAPHS), "digest")

    assert FORGOTTEN_AFTER_S > 0
    assert not stale.exists()
    assert fresh.exists()


def test_dossiers_have_an_index_each(tmp_path):
    first = Keeper(tmp_path, tmp_path / "ferry", "analysis 1")
    second = Keeper(tmp_path, tmp_path / "dam", "analysis 1")
    first.open(a_dossier("The ferry sank."), "digest")

    second.open(a_dossier("The dam broke."), "digest")

    assert not first.open(a_dossier("The ferry sank."), "digest").is_new
    assert load_arrays(first.path).facts == load_arrays(second.path).facts
