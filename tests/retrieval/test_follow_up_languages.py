"""Follow-ups in the other eight languages, told by the phrases of each."""

import pytest

from retrieval.answering import Answering
from retrieval.follow_up import Earlier, find_link
from retrieval.parsing import read_question
from tests.retrieval.builders import a_dossier

FORMER = {
    "en": "Who is the skipper of the night ferry Sunniva?",
    "ru": "Кто капитан парома Суннива?",
    "tr": "Sunniva feribotunun kaptanı kim?",
    "az": "Sunniva bərəsinin kapitanı kimdir?",
    "fa": "کاپیتان کشتی سونیوا کیست؟",
    "ar": "من هو قبطان العبارة سونيفا؟",
    "fr": "Qui est le capitaine du ferry Sunniva ?",
    "de": "Wer ist der Kapitän der Fähre Sunniva?",
    "es": "¿Quién es el capitán del ferry Sunniva?",
}

FOLLOWING = {
    "ru": (
        "почему?",
        "а почему?",
        "и когда это было?",
        "а когда?",
        "кто еще?",
        "кто ещё?",
        "а в 2024 году?",
        "а что насчет штрафа?",
        "он согласился?",
        "сколько их?",
        "где это было?",
        "зачем?",
        "а Турция?",
        "что еще?",
        "сколько ей лет?",
        "и что дальше?",
        "а кто её построил?",
    ),
    "tr": (
        "neden?",
        "peki ne zaman?",
        "başka kim?",
        "kaç kişi?",
        "o kabul etti mi?",
        "peki ya ceza?",
        "ne zaman oldu bu?",
        "sonra ne oldu?",
        "ve nerede?",
        "onu kim yaptı?",
        "niye?",
    ),
    "az": (
        "niyə?",
        "bəs nə vaxt?",
        "bəs Türkiyə?",
        "başqa kim?",
        "o razılaşdı mı?",
        "sonra nə oldu?",
        "və harada?",
        "onu kim tikdi?",
        "bəs 2024-cü ildə?",
        "neçə nəfər?",
    ),
    "fa": (
        "چرا؟",
        "و چرا؟",
        "و کی؟",
        "دیگر چه کسی؟",
        "و در سال ۲۰۲۴؟",
        "او موافقت کرد؟",
        "بعد چه شد؟",
        "کجا؟",
        "چند نفر؟",
        "و ترکیه؟",
        "چه کسی آن را ساخت؟",
    ),
    "ar": (
        "لماذا؟",
        "ومتى؟",
        "متى كان ذلك؟",
        "من أيضا؟",
        "وماذا عن الغرامة؟",
        "هل وافق هو؟",
        "وفي 2024؟",
        "أين؟",
        "كم عددهم؟",
    ),
    "fr": (
        "pourquoi ?",
        "et quand ?",
        "et quand était-ce ?",
        "qui d'autre ?",
        "et en 2024 ?",
        "qu'en est-il de l'amende ?",
        "a-t-il accepté ?",
        "combien sont-ils ?",
        "où ?",
        "et la Turquie ?",
        "quel âge a-t-elle ?",
    ),
    "de": (
        "warum?",
        "und wann war das?",
        "wer noch?",
        "was ist mit der Strafe?",
        "hat er zugestimmt?",
        "wie viele davon?",
        "wo?",
        "und die Türkei?",
        "wie alt ist sie?",
        "und warum?",
    ),
    "es": (
        "¿por qué?",
        "¿y cuándo fue eso?",
        "¿quién más?",
        "¿y en 2024?",
        "¿y qué hay de la multa?",
        "¿y la multa?",
        "¿dónde?",
        "¿y Turquía?",
        "¿cuántos son?",
        "¿quién lo construyó?",
        "¿cuántos años tiene ella?",
    ),
}

WHOLE = {
    "ru": (
        "Когда был подписан договор между Ираном и Арменией?",
        "Кто построил мост через Аракс?",
        "стоимость моста",
        "паром Торсунд",
        "Сколько пассажиров насчитало министерство на маршруте?",
        "Почему министр Росс отказался от поездки в Баку?",
        "Правда ли, что паром больше не ходит?",
        "Сколько стоит билет на паром до Торсунда?",
        "Что президент Алиев сказал о своём визите?",
    ),
    "tr": (
        "Köprüyü hangi şirket inşa etti?",
        "İran ile Ermenistan arasındaki anlaşma ne zaman imzalandı?",
        "köprü maliyeti",
        "Bakan Ross neden Bakü ziyaretini iptal etti?",
        "Feribot pazar günleri kalkıyor mu?",
        "Torsund feribotunda kaç yolcu sayıldı?",
    ),
    "az": (
        "Körpünü hansı şirkət tikib?",
        "İran və Ermənistan arasında müqavilə nə vaxt imzalanıb?",
        "körpünün qiyməti",
        "Nazir Ross niyə Bakı səfərini ləğv etdi?",
        "Torsund bərəsində neçə sərnişin sayılıb?",
    ),
    "fa": (
        "پل روی رود ارس را کدام شرکت ساخت؟",
        "توافق میان ایران و ارمنستان چه زمانی امضا شد؟",
        "هزینه پل ارس",
        "چرا وزیر سفر خود به باکو را لغو کرد؟",
        "وزارت چند مسافر در مسیر تورسوند شمرد؟",
    ),
    "ar": (
        "متى وقعت إيران وأرمينيا الاتفاق؟",
        "من بنى الجسر فوق نهر أراس؟",
        "تكلفة الجسر",
        "لماذا ألغى الوزير زيارته إلى باكو؟",
        "كم عدد الركاب الذين أحصتهم الوزارة؟",
    ),
    "fr": (
        "Qui a construit le pont sur l'Araxe ?",
        "Quand l'accord entre l'Iran et l'Arménie a-t-il été signé ?",
        "coût du pont",
        "Pourquoi le ministre Ross a-t-il annulé sa visite à Bakou ?",
        "Est-ce que le ferry navigue le dimanche ?",
        "Combien de passagers le ministère a-t-il comptés ?",
        "Y a-t-il des ferries le dimanche soir ?",
        "Est-il vrai que le ferry ne navigue plus ?",
    ),
    "de": (
        "Wer hat die Brücke über den Araxes gebaut?",
        "Wann wurde das Abkommen zwischen Iran und Armenien unterzeichnet?",
        "Kosten der Brücke",
        "Warum hat Minister Ross seine Reise nach Baku abgesagt?",
        "Fährt die Fähre am Sonntag nach Torsund?",
        "Wie viele Passagiere zählte das Ministerium?",
        "Gibt es sonntags eine Fähre?",
        "Stimmt es, dass die Fähre nicht mehr fährt?",
    ),
    "es": (
        "¿Quién construyó el puente sobre el Araxes?",
        "¿Cuándo se firmó el acuerdo entre Irán y Armenia?",
        "costo del puente",
        "¿Por qué canceló el ministro Ross su viaje a Bakú?",
        "¿Cuántos pasajeros contó el ministerio en la ruta?",
        "¿Es verdad que el ferry ya no navega?",
        "¿Hay ferries los domingos por la noche?",
    ),
}


def of(questions):
    return [(language, text) for language, texts in questions.items() for text in texts]


def link(language, text):
    return find_link(read_question(text, ("en",)), [read_question(FORMER[language], ("en",))])


@pytest.mark.parametrize(("language", "text"), of(FOLLOWING))
def test_a_message_without_a_subject_follows(language, text):
    assert link(language, text).is_sure


@pytest.mark.parametrize(("language", "text"), of(WHOLE))
def test_a_whole_question_follows_nothing(language, text):
    assert link(language, text) is None


def test_a_follow_up_may_be_in_another_language_than_the_question():
    answers = Answering(
        a_dossier(
            "The ferry Sunniva sank because of a worn hose.", "Bread is baked.", "Nobody sang."
        )
    )

    for text in ("а почему?", "neden?", "niyə?", "چرا؟", "لماذا؟", "pourquoi ?", "warum?"):
        reply = answers.ask(text, Earlier(("When did the Sunniva sink?",)))
        assert reply.query.carried == ("Sunniva", "sink"), text
        assert "worn hose" in reply.quotes[0].text
