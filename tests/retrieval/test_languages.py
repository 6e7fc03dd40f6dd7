import pytest

from retrieval.languages import detect_language, language_of, spoken_language
from retrieval.stopwords import LISTED_LANGUAGES, everyday_words, stop_words
from tests.retrieval.builders import a_document


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who built the bridge over the river?", "en"),
        ("Кто построил этот мост?", "ru"),
        ("Bu köprüyü kim yaptı?", "tr"),
        ("Bu körpünü kim tikdi və nə vaxt?", "az"),
        ("این پل را چه کسی ساخت؟", "fa"),
        ("من الذي بنى هذا الجسر؟", "ar"),
        ("Qui a construit le pont sur la rivière ?", "fr"),
        ("Wer hat die Brücke über den Fluss gebaut?", "de"),
        ("¿Quién construyó el puente sobre el río?", "es"),
        ("Marisol 2004", "en"),
        ("", "en"),
    ],
)
def test_a_short_question_tells_its_language(text, language):
    assert detect_language(text) == language


def test_an_expected_language_needs_less_evidence():
    assert detect_language("war") == "de"
    assert detect_language("war", expected=("en",)) == "en"
    assert detect_language("Wer war der Minister?", expected=("en",)) == "de"


def test_a_stated_language_is_believed():
    assert language_of(a_document("The bridge is old.", language="de-AT")) == "de"


def test_an_unstated_or_unknown_language_is_told_by_the_text():
    assert language_of(a_document("Мост очень старый.", language=None)) == "ru"
    assert language_of(a_document("Der Fluss ist nicht tief.", language="tlh")) == "de"


@pytest.mark.parametrize("language", LISTED_LANGUAGES)
def test_each_listed_language_has_a_stop_list(language):
    assert len(stop_words(language)) > 90


def test_a_language_without_lists_has_empty_ones():
    assert stop_words("xx") == everyday_words("xx") == frozenset()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who paid for the pier and when?", "en"),
        ("Кто заплатил за причал?", "ru"),
        ("Алиев", "ru"),
        ("İskeleyi kim ödedi ve ne zaman?", "tr"),
        ("Körpü üçün pulu kim verdi?", "az"),
        ("Prezident harada çıxış etdi", "az"),
        ("چه کسی هزینهٔ اسکله را داد؟", "fa"),
        ("من دفع ثمن الرصيف؟", "ar"),
        ("Qui a payé la jetée ?", "fr"),
        ("Wer hat den Anleger bezahlt?", "de"),
        ("¿Quién pagó el muelle?", "es"),
    ],
)
def test_a_message_tells_the_language_it_is_written_in(text, language):
    assert spoken_language(text) == language
    assert spoken_language(text, "en") == language


@pytest.mark.parametrize(
    "text", ["Sunniva", "Marit Holm", "El Salvador", "pier loan", "%s {0} <b>&amp;", "?", "🙂", ""]
)
def test_a_bare_name_or_two_words_tell_no_language(text):
    assert spoken_language(text) is None
    assert spoken_language(text, "tr") is None


def test_a_name_in_arabic_letters_is_read_as_the_person_usually_reads():
    assert spoken_language("محمد", "ar") == "ar"
    assert spoken_language("محمد", "fa") == "fa"
    assert spoken_language("محمد", "en") in {"fa", "ar"}
