from unicodedata import normalize

import pytest
from hypothesis import given, strategies as st

from retrieval.wanted import Wanted, holds, wanted_kind

QUESTIONS = {
    "en": {
        "How many boats sank?": Wanted.COUNT,
        "How often does the ferry sail?": Wanted.COUNT,
        "How much did the new mast cost?": Wanted.AMOUNT,
        "At what price was the mill sold?": Wanted.AMOUNT,
        "How long is the pier?": Wanted.MEASURE,
        "How deep was the harbour?": Wanted.MEASURE,
        "When did the ferry leave?": Wanted.TIME,
        "How long ago was the mill built?": Wanted.TIME,
        "In which year was the mill built?": Wanted.TIME,
        "Where did the boats land?": Wanted.PLACE,
        "Which town bought the clock?": Wanted.PLACE,
        "Why was the choir silent?": Wanted.REASON,
        "What caused the leak?": Wanted.REASON,
        "Who repaired the clock?": Wanted.PERSON,
        "Whose boat was it?": Wanted.PERSON,
        "Describe the clock": Wanted.ANYTHING,
        "Whereas others sang, he slept": Wanted.ANYTHING,
    },
    "ru": {
        "Сколько лодок затонуло?": Wanted.COUNT,
        "Когда ушёл паром?": Wanted.TIME,
        "В каком году построили мельницу?": Wanted.TIME,
        "Где причалили лодки?": Wanted.PLACE,
        "Почему молчал хор?": Wanted.REASON,
        "Кто починил часы?": Wanted.PERSON,
        "Расскажи про часы": Wanted.ANYTHING,
    },
    "tr": {
        "Kaç tekne battı?": Wanted.COUNT,
        "Vapur ne zaman kalktı?": Wanted.TIME,
        "Tekneler nerede durdu?": Wanted.PLACE,
        "Koro neden sustu?": Wanted.REASON,
        "Saati kim onardı?": Wanted.PERSON,
        "Saati anlat": Wanted.ANYTHING,
    },
    "az": {
        "Neçə qayıq batdı?": Wanted.COUNT,
        "Bərə nə vaxt getdi?": Wanted.TIME,
        "Qayıqlar harada dayandı?": Wanted.PLACE,
        "Xor niyə susdu?": Wanted.REASON,
        "Saatı kim düzəltdi?": Wanted.PERSON,
        "Saatı təsvir et": Wanted.ANYTHING,
    },
    "fa": {
        "چند قایق غرق شد؟": Wanted.COUNT,
        "قایق چه زمانی رفت؟": Wanted.TIME,
        "قایق‌ها کجا ایستادند؟": Wanted.PLACE,
        "چرا آسیاب ایستاد؟": Wanted.REASON,
        "چه کسی ساعت را ساخت؟": Wanted.PERSON,
        "از ساعت بگو": Wanted.ANYTHING,
    },
    "ar": {
        "كم قاربا غرق؟": Wanted.COUNT,
        "متى غادرت العبارة؟": Wanted.TIME,
        "أين رست القوارب؟": Wanted.PLACE,
        "لماذا سكتت الجوقة؟": Wanted.REASON,
        "من الذي أصلح الساعة؟": Wanted.PERSON,
        "حدثني عن الساعة": Wanted.ANYTHING,
    },
    "fr": {
        "Combien de barques ont coulé ?": Wanted.COUNT,
        "Quand le bac est-il parti ?": Wanted.TIME,
        "Où les barques ont-elles accosté ?": Wanted.PLACE,
        "Pourquoi la chorale s’est-elle tue ?": Wanted.REASON,
        "Qui a réparé l’horloge ?": Wanted.PERSON,
        "Décris l’horloge": Wanted.ANYTHING,
    },
    "de": {
        "Wie viele Boote sanken?": Wanted.COUNT,
        "Wie viel kostete der Mast?": Wanted.AMOUNT,
        "Wie lang ist der Steg?": Wanted.MEASURE,
        "Wann fuhr die Fähre ab?": Wanted.TIME,
        "Wo legten die Boote an?": Wanted.PLACE,
        "Warum schwieg der Chor?": Wanted.REASON,
        "Wer hat die Uhr repariert?": Wanted.PERSON,
        "Beschreibe die Uhr": Wanted.ANYTHING,
    },
    "es": {
        "¿Cuántas barcas se hundieron?": Wanted.COUNT,
        "¿Cuánto costó el mástil?": Wanted.AMOUNT,
        "¿Cuándo zarpó la barca?": Wanted.TIME,
        "¿Dónde atracaron las barcas?": Wanted.PLACE,
        "¿Por qué calló el coro?": Wanted.REASON,
        "¿Quién reparó el reloj?": Wanted.PERSON,
        "Describe el reloj": Wanted.ANYTHING,
    },
}
CASES = [
    (language, question, kind)
    for language, questions in QUESTIONS.items()
    for question, kind in questions.items()
]


@pytest.mark.parametrize(("language", "question", "kind"), CASES)
def test_a_question_tells_what_kind_of_thing_it_asks_for(language, question, kind):
    assert wanted_kind(question, language) is kind


@pytest.mark.parametrize(("language", "question", "kind"), CASES)
def test_white_space_and_decomposed_accents_change_nothing(language, question, kind):
    decomposed = normalize("NFD", question)

    assert wanted_kind(decomposed.replace(" ", "\n  "), language) is kind


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        ("en", "WHO REPAIRED THE CLOCK?", Wanted.PERSON),
        ("ru", "КОГДА УШЁЛ ПАРОМ?", Wanted.TIME),
        ("tr", "SAATİ KİM ONARDI?", Wanted.PERSON),
        ("tr", "HANGİ YILDA BATTI?", Wanted.TIME),
        ("az", "XOR NİYƏ SUSDU?", Wanted.REASON),
        ("az", "HANSI İLDƏ BATDI?", Wanted.TIME),
        ("fr", "OÙ EST LE BAC ?", Wanted.PLACE),
    ],
)
def test_capitals_change_nothing(language, question, kind):
    assert wanted_kind(question, language) is kind


def test_arabic_keyboards_write_persian_letters_otherwise():
    assert wanted_kind("كشتي كي رفت؟", "fa") is Wanted.TIME


def test_an_arabic_denial_asks_for_no_reason():
    assert wanted_kind("من الذي لم يحضر؟", "ar") is Wanted.PERSON
    assert wanted_kind("لم غرق القارب؟", "ar") is Wanted.REASON


def test_a_word_that_only_holds_a_question_word_asks_for_nothing():
    assert wanted_kind("the whole anywhere", "en") is Wanted.ANYTHING
    assert wanted_kind("никогда не нигде", "ru") is Wanted.ANYTHING
    assert wanted_kind("Wolken wogen", "de") is Wanted.ANYTHING


def test_a_language_without_rules_asks_for_anything():
    assert wanted_kind("Kuka korjasi kellon?", "fi") is Wanted.ANYTHING


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The ferry left on 3 March.", Wanted.TIME),
        ("It was built in 1874.", Wanted.TIME),
        ("They met on Tuesday.", Wanted.TIME),
        ("The bell rang two hours later.", Wanted.TIME),
        ("It closed at 18:30.", Wanted.TIME),
        ("Some 40 boats sank.", Wanted.COUNT),
        ("Twelve boats sank.", Wanted.COUNT),
        ("Dozens of boats sank.", Wanted.COUNT),
        ("The mast cost €900.", Wanted.AMOUNT),
        ("The mast cost nine hundred crowns, or some euros.", Wanted.AMOUNT),
        ("The pier is 80 metres long.", Wanted.MEASURE),
        ("The repair took three full weeks.", Wanted.MEASURE),
        ("It is a nine-mile walk.", Wanted.MEASURE),
        ("The boats landed at Kelder Point.", Wanted.PLACE),
        ("Smoke rose near the old Mill.", Wanted.PLACE),
        ("The choir was silent because the organ broke.", Wanted.REASON),
        ("The leak led to a flood.", Wanted.REASON),
        ("It was closed due to frost.", Wanted.REASON),
        ("The clock was repaired by Ilse.", Wanted.PERSON),
        ("Ilse Brandvold repaired the clock.", Wanted.PERSON),
    ],
)
def test_a_sentence_with_the_kind_of_thing_holds_it(sentence, kind):
    assert holds(sentence, kind)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The ferry left the pier.", Wanted.TIME),
        ("The choir may march through town.", Wanted.TIME),
        ("The boats sank.", Wanted.COUNT),
        ("The mast was dear.", Wanted.AMOUNT),
        ("The pier is long.", Wanted.MEASURE),
        ("The boats landed there.", Wanted.PLACE),
        ("The choir was silent.", Wanted.REASON),
        ("The clock was repaired.", Wanted.PERSON),
        ("It works. The clock strikes.", Wanted.PERSON),
    ],
)
def test_a_sentence_without_the_kind_of_thing_does_not(sentence, kind):
    assert not holds(sentence, kind)


@pytest.mark.parametrize("kind", Wanted)
def test_of_a_sentence_in_another_language_nothing_is_denied(kind):
    assert holds("Паром ушёл в понедельник.", kind, "ru")
    assert holds("Die Uhr schlug im März.", kind, "de")


@given(st.text(max_size=80))
def test_anything_is_held_by_every_sentence(sentence):
    assert holds(sentence, Wanted.ANYTHING)


@given(st.text(max_size=80), st.sampled_from([*QUESTIONS, "fi"]))
def test_any_text_asks_for_something(text, language):
    assert isinstance(wanted_kind(text, language), Wanted)
