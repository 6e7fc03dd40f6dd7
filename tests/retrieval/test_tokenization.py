import pytest
from hypothesis import given, strategies as st

from retrieval.folding import fold
from retrieval.tokenization import (
    LONGEST_WORD,
    forget_words,
    stems,
    stems_and_terms,
    terms,
    tokenize,
    words_of,
)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("the North–South road", "north south road"),
        ("the North-South road", "north-south road"),
        ("Iran’s dams", "iran dam"),
        ("a café in Zürich", "CAFE ZURICH"),
        ("İstanbul ISPARTA", "istanbul isparta"),
        ("1,500 sheep", "1500 sheep"),
        ("co-operation", "cooperation"),
        ("U.S. envoys", "US envoys"),
        ("ﬁve Ｆｕｌｌ", "five full"),
        ("sof\u00adt hy\u200bphens", "soft hyphens"),
        ("the boats were sailing", "boat sail"),
        ("don't they sail", "do they sail"),
        ("٢٤ boats", "24 boats"),
    ],
)
def test_what_is_written_is_found_by_what_is_asked(written, asked):
    assert terms(written, "en") == terms(asked, "en") != []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("the 20th session, 46 dead, 3.5 per cent", "en", ["20th", "session", "46", "dead", "3.5"]),
        ("on 24.06.2026 and 1999", "en", ["24", "06", "2026", "1999"]),
        ("l’accord d'Évian", "fr", ["accord", "evian"]),
        ("Ankara'da İzmir'e", "tr", ["ankar", "izmir"]),
        ("самый новый мост", "ru", ["сам", "нов", "мост"]),
        ("کتاب‌ها", "fa", ["کتاب"]),
        ("كتاب على", "ar", ["کتاب"]),
        ("東京都", "ja", ["東京", "京都"]),
        ("हिन्दी", "xx", ["हिन्दी"]),
        ("", "en", []),
        ("… — !", "en", []),
    ],
)
def test_terms_of_many_kinds_of_text(text, language, expected):
    assert terms(text, language)[: len(expected)] == expected


def test_persian_and_arabic_keyboards_write_the_same_word():
    assert fold("علي كتاب") == fold("علی کتاب")


def test_stop_words_are_not_looked_up_but_names_in_capitals_are():
    assert terms("who told us what it is", "en") == ["tell"]
    assert terms("the WHO told the US", "en") == ["who", "tell", "us"]


def test_a_text_all_in_capitals_has_stop_words_too():
    assert terms("WHO SAILS IT", "en") == ["sail"]


def test_every_word_is_a_token_with_or_without_terms():
    tokens = tokenize("The dam's gates", "en")

    assert [token.text for token in tokens] == ["The", "dam's", "gates"]
    assert [token.folded for token in tokens] == ["the", "dam", "gates"]
    assert [token.terms for token in tokens] == [(), ("dam",), ("gate",)]


def test_an_endless_word_is_cut():
    [term] = terms("x" * 100_000, "en")

    assert len(term) <= LONGEST_WORD


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.sampled_from(["en", "ru", "tr", "az", "fa", "ar", "fr", "de", "es", "xx"]))
def test_any_text_has_terms_without_spaces_in_them(text, language):
    assert all(term and not term.isspace() for term in terms(text, language))


@given(st.text(alphabet="aBzU0195.,'-_ !eor\n", max_size=60))
def test_a_text_is_cut_into_the_same_words_whether_or_not_it_is_all_ascii(text):
    assert words_of(f"{text} é").written == [*words_of(text).written, "é"]


@given(
    st.text() | st.text(alphabet="aBzUsing0195.,'-_ !eor\n", max_size=60),
    st.sampled_from(["en", "ru", "tr", "az", "fa", "ar", "fr", "de", "es", "xx"]),
)
def test_stems_and_terms_in_one_are_those_of_each_alone(text, language):
    assert stems_and_terms(text, language) == (
        stems(text, language),
        tuple(terms(text, language)),
    )


def test_words_are_analysed_alike_after_they_were_forgotten():
    before = tokenize("the boats were sailing", "en")

    forget_words()

    assert tokenize("the boats were sailing", "en") == before
