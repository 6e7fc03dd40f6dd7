import pytest
from hypothesis import given, strategies as st

from retrieval.answering import Answering
from retrieval.tokenization import tokenize
from retrieval.translation import LONGEST_HEADWORD, MOST_SENSES, Translator, translator
from tests.retrieval.builders import a_document, a_dossier, of_documents

PARAGRAPHS = (
    "The bridge over the Tarn collapsed in March and nobody was hurt.",
    "Bread became dearer after the drought, the bakers said.",
    "Two ships dredged the harbour until the first frost.",
    "The choir sang until late in the town square.",
    "Trees were planted along the road to the valley.",
    "Cats sleep on the roof of the old mill.",
    "Nobody claimed the prize in the lottery.",
)
BRIDGE, BREAD, HARBOUR = PARAGRAPHS[:3]

# Nothing in these is spelt as in English; each list gives the English words.
QUESTIONS = [
    ("ru", "Когда рухнул мост?", BRIDGE),
    ("ru", "Почему подорожал хлеб?", BREAD),
    ("ru", "Кто углублял гавань?", HARBOUR),
    ("tr", "Köprü ne zaman çöktü?", BRIDGE),
    ("tr", "Ekmek neden pahalandı?", BREAD),
    ("tr", "Limanı kim taradı?", HARBOUR),
    ("az", "Körpü nə vaxt uçdu?", BRIDGE),
    ("az", "Çörək niyə bahalaşdı?", BREAD),
    ("az", "Limanı kim təmizlədi?", HARBOUR),
    ("fa", "پل کی فرو ریخت؟", BRIDGE),
    ("fa", "چرا نان گران شد؟", BREAD),
    ("fa", "کشتی‌ها در بندر چه کردند؟", HARBOUR),
    ("ar", "متى انهار الجسر؟", BRIDGE),
    ("ar", "لماذا ارتفع سعر الخبز؟", BREAD),
    ("ar", "من الذي عمّق الميناء؟", HARBOUR),
    ("fr", "Quand le pont s’est-il effondré ?", BRIDGE),
    ("fr", "Pourquoi le pain est-il plus cher ?", BREAD),
    ("fr", "Qui a dragué le port ?", HARBOUR),
    ("de", "Wann stürzte die Brücke ein?", BRIDGE),
    ("de", "Warum wurde das Brot teurer?", BREAD),
    ("de", "Wer hat den Hafen ausgebaggert?", HARBOUR),
    ("es", "¿Cuándo se derrumbó el puente?", BRIDGE),
    ("es", "¿Por qué subió el precio del pan?", BREAD),
    ("es", "¿Quién dragó el puerto?", HARBOUR),
]


def translated(lines, text, language="ru"):
    """(start, length, English words) of every run that the lines know."""
    found = Translator(lines, language).translate(tokenize(text, language))
    return [(each.start, each.length, each.english) for each in found]


@pytest.fixture(scope="module")
def answering():
    return Answering(a_dossier(*PARAGRAPHS))


@pytest.mark.parametrize(("language", "question", "passage"), QUESTIONS)
def test_a_question_in_another_language_finds_the_english_passage(
    answering, language, question, passage
):
    assert translator(language) is not None
    assert answering.ask(question).quotes[0].text == passage


def test_a_word_is_translated_as_written_or_by_its_stem():
    lines = ["паром | паромы = ferry, ferryboat"]

    assert translated(lines, "паром") == [(0, 1, ("ferry", "ferryboat"))]
    assert translated(lines, "о паромах") == [(1, 1, ("ferry", "ferryboat"))]


def test_the_forms_beside_a_headword_mean_the_same():
    lines = ["идти | шёл | шла = go"]

    assert translated(lines, "шла") == translated(lines, "идти") == [(0, 1, ("go",))]


def test_accents_and_case_do_not_count():
    assert translated(["шёл = went"], "ШЕЛ") == [(0, 1, ("went",))]
    assert translated(["köprü = bridge"], "KOPRU", "tr") == [(0, 1, ("bridge",))]


def test_the_longest_headword_wins_and_no_word_is_used_twice():
    lines = ["железная дорога = railway", "железная = iron", "дорога = road"]

    assert translated(lines, "железная дорога и дорога") == [
        (0, 2, ("railway",)),
        (3, 1, ("road",)),
    ]


def test_a_phrase_is_found_in_other_cases_too():
    assert translated(["железная дорога = railway"], "на железной дороге") == [(1, 2, ("railway",))]


def test_a_headword_on_several_lines_means_all_of_it_the_first_line_first():
    lines = ["лук = onion", "лук = bow, onion"]

    assert translated(lines, "лук") == [(0, 1, ("onion", "bow"))]


def test_only_the_usual_senses_are_given():
    lines = ["дело = a1, a2, a3, a4, a5, a6"]

    [(_, _, english)] = translated(lines, "дело")

    assert english == ("a1", "a2", "a3", "a4")
    assert len(english) == MOST_SENSES


def test_comments_and_broken_lines_say_nothing():
    lines = ["# паром = ferry", "", "паром", "= ferry", "паром =", "мост = bridge  # built"]

    assert translated(lines, "паром") == []
    assert translated(lines, "мост") == [(0, 1, ("bridge",))]


def test_a_word_that_is_not_listed_is_left_alone():
    assert translated(["мост = bridge"], "пёс лает") == []
    assert translated(["мост = bridge"], "") == []


def test_a_language_without_a_list_has_no_translator():
    assert translator("en") is None
    assert translator("fi") is None


def test_a_list_is_read_once():
    assert translator("ru") is translator("ru")


@pytest.mark.parametrize(
    ("language", "own", "question"),
    [
        ("ru", "Мост через Тарн рухнул в марте.", "Когда рухнул мост?"),
        ("de", "Die Brücke über den Tarn stürzte im März ein.", "Wann stürzte die Brücke ein?"),
        ("es", "El puente sobre el Tarn se derrumbó en marzo.", "¿Cuándo se derrumbó el puente?"),
        ("tr", "Tarn üzerindeki köprü martta çöktü.", "Köprü ne zaman çöktü?"),
        ("fa", "پل روی رودخانه در ماه مارس فرو ریخت.", "پل کی فرو ریخت؟"),
    ],
)
def test_a_document_in_the_language_of_the_question_is_preferred(language, own, question):
    others = [f"Paragraph {n} tells of weather and music." for n in "abcdef"]
    answering = Answering(
        of_documents(
            a_document(BRIDGE, *others, id="a-english", title="News"),
            a_document(own, id="own", language=language, title=None),
        )
    )

    answer = answering.ask(question)

    assert answer.quotes[0].text == own
    assert BRIDGE in {
        *(quote.text for quote in answer.quotes),
        *(hit.passage.text for hit in answer.further),
    }


@given(st.lists(st.sampled_from(["железная", "дорога", "мост", "и", "пёс"]), max_size=9))
def test_runs_follow_each_other_and_never_overlap(words):
    lines = ["железная дорога = railway", "дорога = road", "мост = bridge"]

    found = translated(lines, " ".join(words))

    ends = [0]
    for start, length, english in found:
        assert start >= ends[-1]
        assert 1 <= length <= LONGEST_HEADWORD
        assert english
        ends.append(start + length)
    assert ends[-1] <= len(words)
