import errno
import os
from pathlib import Path

import pytest

from retrieval.errors import FolderNotFound
from retrieval.ingest import FolderReader, Limits, read_folder
from retrieval.model import Role

FERRY = "Ferry stays in port\n\nThe ferry Marisol did not leave Port Lenna on Tuesday.\n"
DAM = "Dam opens its gates\n\nTwo of the four gates of the Orrin dam were opened on Monday.\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "dossier"


@pytest.fixture
def write(folder):
    def write(name, content, age_s=60):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        written = path.stat().st_mtime - age_s
        os.utime(path, (written, written))
        return path

    return write


def paragraphs(document):
    return [block.text for block in document.blocks if block.role is Role.PARAGRAPH]


def lines(dossier):
    return {problem.path: problem.message for problem in dossier.problems}


def test_a_missing_folder_is_named(folder):
    with pytest.raises(FolderNotFound, match="does not exist") as caught:
        read_folder(folder)

    assert caught.value.folder == folder


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "x").write_text("x")

    with pytest.raises(FolderNotFound, match="is a file"):
        read_folder(tmp_path / "x")


def test_an_empty_folder_is_an_empty_dossier(folder):
    folder.mkdir()

    dossier = read_folder(folder)

    assert (dossier.documents, dossier.passages, dossier.problems) == ((), (), ())


def test_documents_are_found_in_sub_folders_and_ordered_by_id(write, folder):
    write("zebra.txt", FERRY)
    write("region/water/apple.MD", "# Dam\n\nThe gates are open.\n")
    write("page.html", "<p>no</p>")

    dossier = read_folder(folder)

    assert [d.id for d in dossier.documents] == ["apple", "zebra"]
    assert dossier.document("apple").source.path.as_posix() == "region/water/apple.MD"
    assert [p.document_id for p in dossier.passages] == ["apple", "zebra"]
    assert dossier.passages_of("zebra") == (dossier.passages[1],)
    assert dossier.passage(dossier.passages[0].id) is dossier.passages[0]
    assert dossier.document("nothing") is None
    assert dossier.passages_of("nothing") == ()


def test_hidden_files_readmes_and_other_kinds_are_passed_over(write, folder):
    for name in (".hidden.txt", ".git/x.txt", "notes.csv", "photo.png", "a.txt~", "README.md"):
        write(name, FERRY)

    dossier = read_folder(folder)

    assert dossier.documents == ()
    assert dossier.problems == ()


def test_a_readme_with_front_matter_is_a_document(write, folder):
    write("README.md", "---\ntitle: Read me\n---\nThe ferry sank.\n")

    assert read_folder(folder).document("README").title == "Read me"


def test_files_that_share_a_stem_are_told_apart_by_their_path(write, folder):
    write("ferry.txt", FERRY)
    write("ferry.md", "The other ferry sank.\n")
    write("2024/ferry.txt", DAM)
    write("dam.txt", DAM)

    ids = [d.id for d in read_folder(folder).documents]

    assert ids == ["2024/ferry", "dam", "ferry.md", "ferry.txt"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b" \n\n\t", "empty"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "PNG image"),
        ("noise.txt", bytes(range(256)) * 40, "not a text file"),
        ("report.pdf", b"%PDF-1.7", "PDF file"),
        ("report.txt", b"%PDF-1.7 " + bytes(200), "PDF"),
        ("menu.html", b"<html><body><script>x()</script></body></html>", "no article text"),
        ("only.md", b"---\ntitle: x\n---\n", "empty"),
        ("labels.txt", b"Share\nSubscribe now\n", "no paragraph"),
    ],
)
def test_a_file_that_cannot_be_read_gives_a_line_and_the_rest_loads(
    write, folder, name, content, said
):
    write("ferry.txt", FERRY)
    write(name, content)

    dossier = read_folder(folder)

    assert dossier.document("ferry") is not None
    assert said in lines(dossier)[name]


def test_a_file_over_the_limit_is_refused_unread(folder, write):
    write("ferry.txt", FERRY)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)

    dossier = read_folder(folder)

    assert "50.0 MB" in lines(dossier)["huge.txt"]
    assert "20.0 MB" in lines(dossier)["huge.txt"]
    assert len(dossier.documents) == 1


def test_the_limit_can_be_set(write, folder):
    write("ferry.txt", FERRY)

    assert read_folder(folder, Limits(max_file_bytes=10)).documents == ()


def test_a_folder_named_like_a_document_gives_a_line_and_is_searched(write, folder):
    write("box.txt/ferry.txt", FERRY)

    dossier = read_folder(folder)

    assert [d.id for d in dossier.documents] == ["ferry"]
    assert "is a folder" in lines(dossier)["box.txt"]


def test_a_pipe_is_no_document_and_stops_nothing(write, folder):
    write("ferry.txt", FERRY)
    os.mkfifo(folder / "pipe.txt")

    dossier = read_folder(folder)

    assert "no regular file" in lines(dossier)["pipe.txt"]
    assert len(dossier.documents) == 1


def test_links_out_of_the_folder_are_not_followed(write, folder, tmp_path):
    write("ferry.txt", FERRY)
    (tmp_path / "secret.txt").write_text("The secret is out of the folder.")
    (tmp_path / "elsewhere").mkdir()
    (folder / "stolen.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "away").symlink_to(tmp_path / "elsewhere")
    (folder / "round").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "again.txt").symlink_to(folder / "ferry.txt")

    dossier = read_folder(folder)

    assert [d.id for d in dossier.documents] == ["again", "ferry"]
    assert "link out of" in lines(dossier)["stolen.txt"]
    assert "link out of" in lines(dossier)["away"]
    assert "link to nothing" in lines(dossier)["gone.txt"]


def test_a_file_that_the_system_will_not_open_gives_a_line(write, folder, monkeypatch):
    # Root may read everything, so no file mode makes this happen everywhere.
    write("ferry.txt", FERRY)
    write("locked.txt", DAM)
    opening = Path.open

    def open_unless_locked(path, *args, **kwargs):
        if path.name == "locked.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opening(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", open_unless_locked)
    dossier = read_folder(folder)

    assert "Permission denied" in lines(dossier)["locked.txt"]
    assert len(dossier.documents) == 1


def test_a_file_name_that_is_no_text_still_gives_a_document(folder):
    folder.mkdir()
    with open(os.fsencode(folder) + b"/f\xffrry.txt", "wb") as file:  # noqa: PTH123
        file.write(FERRY.encode())

    (document,) = read_folder(folder).documents

    assert document.id == "f\\xffrry"


def test_progress_counts_every_file(write, folder):
    write("a.txt", FERRY)
    write("b.txt", DAM)
    seen = []

    FolderReader(folder).read(lambda done, total: seen.append((done, total)))

    assert seen == [(1, 2), (2, 2)]


class TestReadingAgain:
    def test_an_unchanged_folder_gives_the_same_dossier(self, write, folder):
        write("ferry.txt", FERRY)
        reader = FolderReader(folder)

        first, second = reader.read(), reader.read()

        assert first.digest == second.digest
        assert first.documents[0] is second.documents[0]

    def test_two_readers_agree_on_the_digest(self, write, folder):
        write("ferry.txt", FERRY)
        write("dam.txt", DAM)

        assert read_folder(folder).digest == read_folder(folder).digest

    def test_added_changed_and_removed_files_are_taken_up(self, write, folder):
        write("ferry.txt", FERRY)
        write("old.txt", DAM)
        reader = FolderReader(folder)
        before = reader.read()

        write("ferry.txt", FERRY.replace("Tuesday", "Friday"), age_s=30)
        write("new.txt", DAM)
        (folder / "old.txt").unlink()
        after = reader.read()

        assert [d.id for d in after.documents] == ["ferry", "new"]
        assert "Friday" in after.passages_of("ferry")[0].text
        assert before.digest != after.digest

    def test_a_change_within_the_tick_of_the_clock_is_seen(self, write, folder):
        path = write("ferry.txt", FERRY, age_s=0)
        reader = FolderReader(folder)
        reader.read()
        before = path.stat()

        path.write_text(FERRY.replace("Tuesday", "Tuesdax"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

        assert "Tuesdax" in reader.read().passages[0].text

    @pytest.mark.parametrize(
        "content", [b"", bytes(range(256)) * 40, b"---\ntitle: [\n---\nThe ferry sank.\n"]
    )
    def test_a_file_that_went_bad_keeps_its_last_good_version(self, write, folder, content):
        write("ferry.txt", FERRY)
        reader = FolderReader(folder)
        good = reader.read()

        write("ferry.txt", content, age_s=30)
        bad, still_bad = reader.read(), reader.read()
        write("ferry.txt", FERRY + "\nIt left on Friday.\n", age_s=10)
        mended = reader.read()

        assert bad.passages == good.passages == still_bad.passages
        assert [p.kept_previous for p in bad.problems] == [True]
        assert bad.problems == still_bad.problems
        assert bad.digest == good.digest
        assert mended.problems == ()
        assert len(mended.passages) == 2

    def test_a_bad_file_that_is_removed_is_gone(self, write, folder):
        write("ferry.txt", FERRY)
        reader = FolderReader(folder)
        reader.read()
        write("ferry.txt", b"", age_s=30)
        reader.read()

        (folder / "ferry.txt").unlink()
        dossier = reader.read()

        assert (dossier.documents, dossier.problems) == ((), ())

    def test_a_broken_manifest_keeps_its_last_good_version(self, write, folder):
        write("ferry.txt", FERRY)
        write("manifest.toml", '["ferry.txt"]\npublisher = "Harbour Post"\n')
        reader = FolderReader(folder)
        reader.read()

        write("manifest.toml", '["ferry.txt"\n', age_s=30)
        dossier = reader.read()

        assert dossier.document("ferry").publisher == "Harbour Post"
        assert [(p.path, p.kept_previous) for p in dossier.problems] == [("manifest.toml", True)]

    def test_metadata_that_changes_alone_changes_the_digest(self, write, folder):
        write("ferry.txt", FERRY)
        reader = FolderReader(folder)
        before = reader.read()

        write("manifest.toml", '["ferry.txt"]\npublisher = "Harbour Post"\n')
        after = reader.read()

        assert before.passages == after.passages
        assert before.digest != after.digest

    def test_a_problem_alone_does_not_change_the_digest(self, write, folder):
        write("ferry.txt", FERRY)
        reader = FolderReader(folder)
        before = reader.read()

        write("empty.txt", b"")

        assert reader.read().digest == before.digest
