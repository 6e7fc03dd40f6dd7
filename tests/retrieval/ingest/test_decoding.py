import pytest
from hypothesis import given, strategies as st

from retrieval.errors import DocumentUnreadable, FileEmpty, FileNotText
from retrieval.ingest.decoding import decode

GERMAN = "Die Fähre fährt heute nicht. Der Kapitän erklärte, daß die Brücke zu sei – „für immer“."
FRENCH = "Le préfet a décidé d’évacuer l’hôpital ; « très déçu », a-t-il dit. La forêt brûle."
RUSSIAN = "Паром не вышел из порта утром во вторник. Капитан сообщил, что мост закрыт."
TURKISH = "Feribot bu sabah limandan ayrılmadı. Kaptan, köprünün kapalı olduğunu söyledi."
POLISH = "Prom nie wypłynął dziś rano z portu. Kapitan powiedział, że most jest zamknięty."
CZECH = "Trajekt dnes ráno nevyplul z přístavu. Kapitán řekl, že most je uzavřený."
ENGLISH = "The ferry’s owner said the café was closed — “for good”."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
        ("The ferry’s owner said no.", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (TURKISH, "cp1254"),
        (POLISH, "cp1250"),
        (CZECH, "cp1250"),
        ("Keltas šį rytą neišplaukė iš uosto. Kapitonas sakė, kad tiltas uždarytas.", "cp1257"),
        ("Το πλοίο δεν έφυγε σήμερα το πρωί από το λιμάνι. Ο καπετάνιος είπε όχι.", "cp1253"),
        ("لم تغادر العبارة الميناء هذا الصباح. وقال القبطان إن الجسر مغلق.", "cp1256"),
        ("渡轮今天早上没有离开港口。船长说大桥已经关闭，乘客们在岸边等到晚上。", "gb18030"),
        ("フェリーは今朝港を出なかった。船長は橋が閉鎖されていると述べた。", "shift_jis"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-32"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (RUSSIAN, "utf-8-sig"),
        (TURKISH, "utf-8"),
    ],
)
def test_a_text_reads_right_whatever_it_was_saved_as(text, encoding):
    assert decode(text.encode(encoding)) == (text, None)


def test_an_encoding_that_the_content_names_is_believed_over_a_guess():
    assert decode("Şehir".encode("cp1254"), declared="windows-1254").text == "Şehir"


def test_an_encoding_that_does_not_exist_is_not_believed():
    assert decode(ENGLISH.encode(), declared="utf-99").text == ENGLISH


def test_a_few_broken_bytes_in_utf8_are_mended_and_reported():
    text, problem = decode(GERMAN.encode() + b" Caf\xe9 \x93Anker\x94")

    assert text == GERMAN + " Café “Anker”"
    assert problem.startswith("has 3 bytes that are not UTF-8")


def test_newlines_become_one_kind_and_control_characters_go():
    text = decode(b"The fe\x00rry s\x07ank.\r\nIt was old.\rYes.\x0cNo.\xc2\x85").text

    assert text == "The ferry sank.\nIt was old.\nYes.\nNo.\n"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_nothing_but_white_space_is_empty(data):
    with pytest.raises(FileEmpty):
        decode(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG image"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04" + bytes(50), "a ZIP archive or an Office document"),
        (bytes(range(256)) * 20, None),
    ],
)
def test_binary_data_is_refused_whatever_its_name(data, kind):
    with pytest.raises(FileNotText) as caught:
        decode(data)

    assert caught.value.looks_like == kind


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data):
    try:
        text = decode(data).text
    except DocumentUnreadable:
        return
    assert text.strip()
    assert not {"\r", "\0"} & set(text)


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip))
def test_utf8_text_is_kept_letter_by_letter(text):
    lines = text.replace("\u2028", "\n").replace("\u2029", "\n")

    assert decode(text.encode("utf-8-sig")).text == lines
