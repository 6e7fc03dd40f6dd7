import re
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retrieval.address import spoken_to_bot, without_address
from retrieval.parsing import read_question
from retrieval.wanted import Wanted


def left(text, language="en"):
    return " ".join(without_address(text, language).split()).strip(" ,.!?;:-–؟،¿¡")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("hello dear bot, can you tell me who built the pier?", "who built the pier"),
        ("hi! who signed the treaty?", "who signed the treaty"),
        ("sorry to bother you but how long is it", "how long is it"),
        ("i'm preparing a talk and need to know when it closed", "when it closed"),
        ("It is about the ferry. Who was the captain?", "the ferry. Who was the captain"),
        ("does the dossier mention Torsund?", "Torsund"),
        ("I'm Peter from the Gazette, who is the skipper?", "who is the skipper"),
        ("who built it? thanks in advance!", "who built it"),
        ("My phone is dying, tell me: who owns the park?", "who owns the park"),
        ("ok one more thing, her husband, who is he, do you know", "her husband, who is he"),
    ],
)
def test_words_spoken_to_the_bot_are_taken_off(text, asked):
    assert left(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Did the mayor thank the choir?",
        "great fire of 1920",
        "Who is the source of the rumours?",
        "Which test did the hospital do?",
        "No ferry sails on Sunday, why?",
        "What help did the islanders get?",
        "Who answered the question of the council?",
        "right wing parties",
        "Morning ferries to Torsund",
        "What did the captain say about the ice?",
        "Why did the minister say goodbye to the team?",
        "“Can you tell me the way” was whose song?",
    ],
)
def test_what_is_asked_stays(text):
    assert left(text) == text.strip("?")


def test_a_clause_about_oneself_stays_where_the_question_means_something_in_it():
    text = "I was on the ferry last year. Who inspects it?"

    assert "ferry" in left(text)


def test_a_clause_about_oneself_stays_where_nothing_else_asks():
    assert "ferry" in left("I was on the ferry last year")


def test_the_kind_asked_for_is_told_from_the_question_itself():
    question = read_question("When you have a minute: who built the pier?", ("en",))

    assert question.wanted is Wanted.PERSON
    assert [word.text for word in question.words] == ["built", "pier"]


def test_key_words_stay_key_words_behind_a_greeting():
    assert read_question("hello, pier loan", ("en",)).is_keywords


@given(st.text(max_size=120), st.sampled_from(["en", "ru", "tr", "fa", "de"]))
def test_spans_lie_in_the_text_in_their_order(text, language):
    spans = spoken_to_bot(text, language)

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert len(without_address(text, language)) == len(text)


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("ru", "Здравствуйте, подскажите пожалуйста, кто построил мост?", "кто построил мост"),
        ("ru", "извините за беспокойство, когда открыли паром?", "когда открыли паром"),
        (
            "ru",
            "Готовлю доклад о пароме и хочу узнать, сколько он стоил",
            "пароме и сколько он стоил",
        ),
        ("ru", "не могли бы вы сказать, почему закрыли тоннель?", "почему закрыли тоннель"),
        ("ru", "что говорится в статье о мосте?", "мосте"),
        ("ru", "мой начальник спрашивает, когда подписали договор", "когда подписали договор"),
        ("ru", "У меня вопрос: где прошла встреча?", "где прошла встреча"),
        ("ru", "Где удалось найти тела?", "Где удалось найти тела"),
        ("ru", "Кто видел капитана?", "Кто видел капитана"),
        ("tr", "Merhaba, köprüyü kim yaptı söyler misiniz?", "köprüyü kim yaptı"),
        (
            "tr",
            "rahatsız ettiğim için özür dilerim ama feribot ne zaman battı?",
            "ama feribot ne zaman battı",
        ),
        (
            "tr",
            "Feribotun kaç yolcu taşıdığını öğrenmek istiyorum",
            "Feribotun kaç yolcu taşıdığını",
        ),
        ("tr", "bir sorum var: tünel neden kapandı?", "tünel neden kapandı"),
        ("tr", "Sınır kontrol noktası nerede?", "Sınır kontrol noktası nerede"),
        ("tr", "İnsani yardım ne zaman ulaştı?", "İnsani yardım ne zaman ulaştı"),
        ("az", "Salam, körpünü kim tikib deyə bilərsiniz?", "körpünü kim tikib"),
        ("az", "bağışlayın, bərə nə vaxt batıb?", "bərə nə vaxt batıb"),
        ("az", "Mənə maraqlıdır, tunel niyə bağlandı", "tunel niyə bağlandı"),
        ("az", "bir sualım var: görüş harada keçirilib?", "görüş harada keçirilib"),
        ("fa", "سلام، می‌توانید بگویید پل را چه کسی ساخت؟", "پل را چه کسی ساخت"),
        ("fa", "ببخشید مزاحم شدم، کشتی کی غرق شد؟", "کشتی کی غرق شد"),
        ("fa", "می‌خواهم بدانم چرا تونل بسته شد", "چرا تونل بسته شد"),
        ("fa", "قایق کجا پیدا شد؟", "قایق کجا پیدا شد"),
        ("ar", "مرحبا، هل يمكنك أن تخبرني من بنى الجسر؟", "من بنى الجسر"),
        ("ar", "عذرا على الإزعاج، متى غرقت العبارة؟", "متى غرقت العبارة"),
        ("ar", "أريد أن أعرف لماذا أغلق النفق", "لماذا أغلق النفق"),
        ("ar", "لدي سؤال: أين عقد الاجتماع؟", "أين عقد الاجتماع"),
        (
            "fr",
            "Bonjour, pourriez-vous me dire qui a construit le pont ?",
            "qui a construit le pont",
        ),
        (
            "fr",
            "désolé de vous déranger, quand le ferry a-t-il coulé ?",
            "quand le ferry a-t-il coulé",
        ),
        (
            "fr",
            "Je prépare un exposé sur le pont et je voudrais savoir combien il a coûté",
            "le pont et combien il a coûté",
        ),
        ("fr", "que dit l'article sur le tunnel ?", "le tunnel"),
        ("fr", "savez-vous où la réunion a eu lieu ?", "où la réunion a eu lieu"),
        (
            "fr",
            "Quelle aide les habitants ont-ils reçue ?",
            "Quelle aide les habitants ont-ils reçue",
        ),
        (
            "de",
            "Hallo, könnten Sie mir sagen, wer die Brücke gebaut hat?",
            "wer die Brücke gebaut hat",
        ),
        ("de", "Entschuldigung für die Störung, wann sank die Fähre?", "wann sank die Fähre"),
        (
            "de",
            "Ich bereite einen Vortrag über die Brücke vor und möchte wissen, was sie gekostet hat",
            "die Brücke vor was sie gekostet hat",
        ),
        ("de", "was steht im Artikel über den Tunnel?", "den Tunnel"),
        ("de", "Weißt du, wo das Treffen stattfand?", "wo das Treffen stattfand"),
        ("de", "Wo findet das Treffen statt?", "Wo findet das Treffen statt"),
        ("de", "Welche Hilfe bekamen die Bewohner?", "Welche Hilfe bekamen die Bewohner"),
        ("es", "Hola, ¿podría decirme quién construyó el puente?", "quién construyó el puente"),
        ("es", "perdón por la molestia, ¿cuándo se hundió el ferry?", "cuándo se hundió el ferry"),
        (
            "es",
            "Estoy preparando una presentación sobre el puente y quiero saber cuánto costó",
            "el puente y cuánto costó",
        ),
        ("es", "¿qué dice el artículo sobre el túnel?", "el túnel"),
        ("es", "¿sabes dónde fue la reunión?", "dónde fue la reunión"),
        ("es", "¿Quién conoce al ministro?", "Quién conoce al ministro"),
        ("es", "¿Qué ayuda recibieron los vecinos?", "Qué ayuda recibieron los vecinos"),
    ],
)
def test_words_spoken_to_the_bot_are_known_in_the_other_languages(language, text, asked):
    told = re.sub("[,.!?:;؟،¿¡]", " ", without_address(text, language))

    assert " ".join(told.split()) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hello, my name is Peter and I live in Manchester. pier loan", "pier loan"),
        ("We were bored. Which yard built the ferry?", "Which yard built the ferry"),
        ("Which yard built the ferry? I need it by tonight", "Which yard built the ferry"),
        ("In the winter plan, when does it leave?", "In the winter plan, when does it leave"),
        (
            "so i heard people queued for ages in some city, which one was that",
            "so people queued for ages in some city, which one was that",
        ),
        ("I am a passenger of the Marisol, when did it sink?", "of the Marisol, when did it sink"),
        ("how many work there, in both hospitals i mean", "how many work there, in both hospitals"),
    ],
)  # fmt: skip
def test_what_people_say_of_themselves_is_taken_off_and_nothing_else(text, asked):
    assert left(text) == asked
