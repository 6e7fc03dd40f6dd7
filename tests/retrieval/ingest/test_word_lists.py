"""`synonyms.txt` and `aliases.txt` in the dossier folder."""

from pathlib import Path

import pytest

from retrieval.errors import FileNotText
from retrieval.ingest import FolderReader, read_folder
from retrieval.ingest.word_lists import ALIASES, SYNONYMS, read_word_list

FERRY = "Ferry stays in port\n\nThe ferry Marisol did not leave Port Lenna on Tuesday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return tmp_path


def test_lists_are_read_and_are_no_documents(folder: Path) -> None:
    (folder / SYNONYMS).write_text("# ours\nferry, boat  # both float\nbarge => ferry\n")
    (folder / ALIASES).write_text("Port Lenna, Lenna Harbour, Порт Ленна\n", encoding="utf-8")

    dossier = read_folder(folder)

    assert [document.id for document in dossier.documents] == ["ferry"]
    assert dossier.synonyms == ("ferry, boat", "barge => ferry")
    assert dossier.aliases == (("Port Lenna", "Lenna Harbour", "Порт Ленна"),)
    assert dossier.problems == ()


def test_lists_of_subfolders_count_for_the_whole_dossier(folder: Path) -> None:
    (folder / "north").mkdir()
    (folder / "north" / ALIASES).write_text("Skarv, Cormorant Island\n")
    (folder / ALIASES).write_text("Port Lenna, Lenna Harbour\n")

    assert len(read_folder(folder).aliases) == 2


@pytest.mark.parametrize("name", [SYNONYMS, ALIASES])
def test_the_digest_changes_with_a_list_and_only_with_what_it_lists(
    folder: Path, name: str
) -> None:
    reader = FolderReader(folder)
    without = reader.read().digest
    (folder / name).write_text("ferry, boat\n")
    first = reader.read().digest
    (folder / name).write_text("ferry, boat, ship\n")
    second = reader.read().digest
    (folder / name).write_text("# three\nferry, boat, ship\n")
    commented = reader.read().digest
    (folder / name).unlink()

    assert len({without, first, second}) == 3
    assert commented == second
    assert reader.read().digest == without


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        (SYNONYMS, "ferry", "holds one entry only"),
        (SYNONYMS, "ferry =>", 'nothing on one side of "=>"'),
        (SYNONYMS, "=> ferry", 'nothing on one side of "=>"'),
        (SYNONYMS, "a => b => c", 'more than one "=>"'),
        (SYNONYMS, "one two three four five, five", "4 words are the limit"),
        (SYNONYMS, "ferry, ***", "“***”, which is no word"),
        (ALIASES, "Port Lenna", "holds one name only"),
        (ALIASES, "Port Lenna, Port Lenna", "holds one name only"),
        (ALIASES, "Port Lenna => Lenna", 'has a "=>"'),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_others_count(
    folder: Path, name: str, line: str, words: str
) -> None:
    (folder / name).write_text(f"# list\n{line}\nferry, boat\n")

    dossier = read_folder(folder)

    [problem] = dossier.problems
    assert str(problem).startswith(f"{name} line 2 ")
    assert words in problem.message
    assert problem.message.endswith("It is left out.")
    assert len(dossier.synonyms) + len(dossier.aliases) == 1


def test_an_empty_list_is_no_problem(folder: Path) -> None:
    (folder / ALIASES).write_text("")

    assert read_folder(folder).problems == ()


def test_a_list_that_is_no_text_is_named_and_its_last_version_stays(folder: Path) -> None:
    reader = FolderReader(folder)
    (folder / ALIASES).write_text("Port Lenna, Lenna Harbour\n")
    reader.read()
    (folder / ALIASES).write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200))

    dossier = reader.read()

    assert dossier.aliases == (("Port Lenna", "Lenna Harbour"),)
    assert [problem.kept_previous for problem in dossier.problems] == [True]
    with pytest.raises(FileNotText):
        read_word_list(ALIASES, (folder / ALIASES).read_bytes())


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    listed = read_word_list(ALIASES, "\ufeffPort Lenna, Порт Ленна\r\n".encode())

    assert listed.lines == ("Port Lenna, Порт Ленна",)


def test_the_lists_that_the_readme_shows_can_be_used() -> None:
    readme = Path(__file__).parents[3] / "README.md"
    shown = readme.read_text(encoding="utf-8").partition("# synonyms.txt")[2].partition("```")[0]
    synonyms, _, aliases = shown.partition("# aliases.txt")

    assert len(read_word_list(SYNONYMS, f"#{synonyms}".encode()).lines) == 2
    assert len(read_word_list(ALIASES, f"#{aliases}".encode()).lines) == 1
    assert read_word_list(SYNONYMS, f"#{synonyms}".encode()).problems == ()
