import pytest

from retrieval.answering import Answering
from retrieval.languages import detect_language
from retrieval.reasons import ReasonKind
from retrieval.small_talk import languages_of_small_talk, small_talk
from tests.retrieval.builders import a_dossier


def kind_of(text):
    return small_talk(text, detect_language(text, expected=("en",)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hi", ReasonKind.GREETING),
        ("Hello there!", ReasonKind.GREETING),
        ("Good morning everyone 🙂", ReasonKind.GREETING),
        ("hello dear bot", ReasonKind.GREETING),
        ("hey hey", ReasonKind.GREETING),
        ("Thanks!", ReasonKind.THANKS),
        ("thank you so much, that was very helpful", ReasonKind.THANKS),
        ("ok thanks bot", ReasonKind.THANKS),
        ("hi and thanks in advance", ReasonKind.THANKS),
        ("bye", ReasonKind.FAREWELL),
        ("see you later", ReasonKind.FAREWELL),
        ("good night", ReasonKind.FAREWELL),
        ("how are you?", ReasonKind.HOW_ARE_YOU),
        ("Hi, how are you doing today?", ReasonKind.HOW_ARE_YOU),
        ("what's up", ReasonKind.HOW_ARE_YOU),
        ("who are you?", ReasonKind.WHO_ARE_YOU),
        ("hello, what can you do", ReasonKind.WHO_ARE_YOU),
        ("are you a robot?", ReasonKind.WHO_ARE_YOU),
        ("help", ReasonKind.WHO_ARE_YOU),
        ("ok", ReasonKind.NO_QUESTION),
        ("lol", ReasonKind.NO_QUESTION),
        ("😀😀", ReasonKind.NO_QUESTION),
        ("oh I see, makes sense", ReasonKind.NO_QUESTION),
        ("I have a question", ReasonKind.NO_QUESTION),
        # Of other languages.
        ("Привет!", ReasonKind.GREETING),
        ("Здравствуйте, как дела?", ReasonKind.HOW_ARE_YOU),
        ("большое спасибо", ReasonKind.THANKS),
        ("До свидания", ReasonKind.FAREWELL),
        ("кто ты?", ReasonKind.WHO_ARE_YOU),
        ("понятно", ReasonKind.NO_QUESTION),
        ("Merhaba", ReasonKind.GREETING),
        ("teşekkür ederim", ReasonKind.THANKS),
        ("nasılsın?", ReasonKind.HOW_ARE_YOU),
        ("görüşürüz", ReasonKind.FAREWELL),
        ("sen kimsin?", ReasonKind.WHO_ARE_YOU),
        ("Salam, necəsən?", ReasonKind.HOW_ARE_YOU),
        ("çox sağ ol", ReasonKind.THANKS),
        ("sən kimsən?", ReasonKind.WHO_ARE_YOU),
        ("سلام", ReasonKind.GREETING),
        ("خیلی ممنون", ReasonKind.THANKS),
        ("حالت چطوره؟", ReasonKind.HOW_ARE_YOU),
        ("خداحافظ", ReasonKind.FAREWELL),
        ("تو کی هستی؟", ReasonKind.WHO_ARE_YOU),
        ("مرحبا", ReasonKind.GREETING),
        ("السلام عليكم", ReasonKind.GREETING),
        ("شكرا جزيلا", ReasonKind.THANKS),
        ("كيف حالك؟", ReasonKind.HOW_ARE_YOU),
        ("من أنت؟", ReasonKind.WHO_ARE_YOU),
        ("مع السلامة", ReasonKind.FAREWELL),
        ("Bonjour !", ReasonKind.GREETING),
        ("merci beaucoup", ReasonKind.THANKS),
        ("Salut, ça va ?", ReasonKind.HOW_ARE_YOU),
        ("au revoir", ReasonKind.FAREWELL),
        ("qui es-tu ?", ReasonKind.WHO_ARE_YOU),
        ("Guten Tag", ReasonKind.GREETING),
        ("vielen Dank!", ReasonKind.THANKS),
        ("Wie geht es dir?", ReasonKind.HOW_ARE_YOU),
        ("tschüss", ReasonKind.FAREWELL),
        ("wer bist du?", ReasonKind.WHO_ARE_YOU),
        ("Hola, buenos días", ReasonKind.GREETING),
        ("muchas gracias", ReasonKind.THANKS),
        ("¿cómo estás?", ReasonKind.HOW_ARE_YOU),
        ("adiós", ReasonKind.FAREWELL),
        ("¿quién eres?", ReasonKind.WHO_ARE_YOU),
    ],
)
def test_small_talk_is_known(text, kind):
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "hi! who signed the treaty?",
        "Hello, ferry cost?",
        "thanks, and who built it?",
        "who is the captain?",
        "Who are you quoting on the bridge?",
        "How is the bridge built?",
        "What can the ferry carry?",
        "ferry",
        "Good Hope",
        "help for the islanders",
        "why?",
        "and then?",
        "who else?",
        "What is it for?",
        "toll",
        "vale",
        "Mark",
        "Привет! Кто подписал договор?",
        "Merhaba, köprü ne zaman açıldı?",
        "سلام، پل کی ساخته شد؟",
        "Bonjour, qui a construit le pont ?",
        "Hallo, wer baute die Brücke?",
        "Hola, ¿quién construyó el puente?",
        "",
        "?",
    ],
)
def test_what_asks_something_is_none(text):
    assert kind_of(text) is None


def test_a_greeting_gets_nothing_even_where_the_dossier_greets():
    answers = Answering(a_dossier("Hello, said the captain.", "Bread is baked.", "Nobody sang."))

    assert answers.ask("Hello!").reason.kind is ReasonKind.GREETING
    assert answers.ask("Hello! Who is the captain?").quotes


def test_a_greeting_before_a_question_changes_nothing():
    answers = Answering(a_dossier("The captain is Ada.", "Bread is baked.", "Nobody sang."))

    bare, greeted = answers.ask("Who is the captain?"), answers.ask("hi! Who is the captain?")

    assert bare.quotes == greeted.quotes


@pytest.mark.parametrize(
    ("text", "language"),
    [("Merhaba", "tr"), ("Hola", "es"), ("danke", "de"), ("bonjour", "fr"), ("thanks!", "en")],
)
def test_a_greeting_tells_its_language(text, language):
    assert language in languages_of_small_talk(text)


@pytest.mark.parametrize("text", ["Sunniva", "Marit Holm", "pier loan", "?", "hello " * 100])
def test_what_is_no_greeting_tells_none(text):
    assert languages_of_small_talk(text) == ()
