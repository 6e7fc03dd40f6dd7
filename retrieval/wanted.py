"""What kind of thing is asked for, and whether a sentence holds something of that kind.

A question for a number is better answered by a sentence with a number in it, and one that asks
when is not answered at all by a passage without a time. The rules are light: they look for the
shape of a date, a quantity, a place or a name, and say nothing of whether it is the right one.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from retrieval.folding import clean


class Wanted(StrEnum):
    """What a question asks for; ANYTHING where no rule tells."""

    PERSON = "a person"
    TIME = "a date or time"
    PLACE = "a place"
    COUNT = "a number"
    AMOUNT = "an amount"
    MEASURE = "a measure"
    REASON = "a reason"
    AGE = "an age"
    NAME = "a name"
    ANYTHING = "anything"


# The first that fits wins, so "how many years" comes before "what year", and "how much" before
# "how". Each alternative must stand as whole words.
_ASKED: Mapping[str, tuple[tuple[Wanted, str], ...]] = {
    "en": (
        (Wanted.COUNT, r"how many|what number of|how often|how frequently|number of"),
        (Wanted.AMOUNT, r"how much|what (?:price|cost|sum|amount)|at what (?:price|cost)"),
        (Wanted.AGE, r"how old|what age|which age|year of birth|age of"),
        (
            Wanted.MEASURE,
            r"how (?:long|far|big|large|high|tall|deep|wide|fast|heavy)(?! ago)",
        ),
        (
            Wanted.TIME,
            r"when|how long ago|how soon|(?:what|which) (?:time|day|date|year|month|century)",
        ),
        (
            Wanted.PLACE,
            r"where(?!as)|(?:what|which) (?:city|town|village|country|place|region|province|port)",
        ),
        (Wanted.REASON, r"why|what reason|for what reason|how come|what caused|what was the cause"),
        (
            Wanted.PERSON,
            (
                r"names? of|'s names?|called|who|whom|whose"
                r"|(?:what|which) (?:person|man|woman|official|minister)"
            ),
        ),
    ),
    "ru": (
        (Wanted.COUNT, r"сколько (?:человек|людей|раз|стран)|сколько|количество"),
        (Wanted.TIME, r"когда|в како[мй] году|в какой день|какого числа|в каком месяце"),
        (Wanted.PLACE, r"где|куда|откуда|в како[мй] (?:городе|стране|месте)"),
        (Wanted.REASON, r"почему|зачем|по какой причине|отчего"),
        (Wanted.PERSON, r"кто|кого|кому|кем|чей|чья|чьё|чьи"),
    ),
    "tr": (
        (Wanted.COUNT, r"kaç|ne kadar"),
        (Wanted.TIME, r"ne zaman|hangi (?:yıl|gün|tarih|ay)\w*|kaç yılında"),
        (Wanted.PLACE, r"nerede|nereye|nereden|hangi (?:şehir|ülke|yer)\w*"),
        (Wanted.REASON, r"neden|niçin|niye"),
        (Wanted.PERSON, r"kim|kimi|kime|kimin|kimle"),
    ),
    "az": (
        (Wanted.COUNT, r"neçə|nə qədər"),
        (Wanted.TIME, r"nə vaxt|nə zaman|haçan|hansı (?:il|gün|ay|tarix)\w*|neçənci il\w*"),
        (Wanted.PLACE, r"harada|hara|haraya|haradan|hansı (?:şəhər|ölkə|yer)\w*"),
        (Wanted.REASON, r"niyə|nə üçün|nəyə görə"),
        (Wanted.PERSON, r"kim|kimi|kimə|kimin|kimlə|kimdir"),
    ),
    "fa": (
        (Wanted.COUNT, r"چند|چه تعداد|چقدر"),
        (Wanted.TIME, r"کی|چه زمانی|چه وقت|چه سالی|در چه سال\S*|چه روزی|چه تاریخی"),
        (Wanted.PLACE, r"کجا|کجاست|در کدام (?:شهر|کشور)"),
        (Wanted.REASON, r"چرا|به چه دلیل"),
        (Wanted.PERSON, r"چه کسی|چه کسانی|کیست"),
    ),
    "ar": (
        (Wanted.COUNT, r"كم|ما عدد"),
        (Wanted.TIME, r"متى|في أي (?:عام|سنة|يوم|تاريخ)"),
        (Wanted.PLACE, r"أين|إلى أين|في أي (?:مدينة|بلد|دولة)"),
        # "لم" within a sentence is "not".
        (Wanted.REASON, r"لماذا|^لم|ما سبب"),
        (Wanted.PERSON, r"من هو|من هي|من الذي|مَن"),
    ),
    "fr": (
        (Wanted.COUNT, r"combien"),
        (Wanted.TIME, r"quand|en quelle année|quel jour|à quelle date|depuis quand"),
        (Wanted.PLACE, r"où|d'où|dans quelle? (?:ville|pays|région)"),
        (Wanted.REASON, r"pourquoi|pour quelle raison"),
        (Wanted.PERSON, r"qui|à qui|de qui"),
    ),
    "de": (
        (Wanted.COUNT, r"wie viele|wieviele|wie oft"),
        (Wanted.AMOUNT, r"wie viel|wieviel"),
        (Wanted.MEASURE, r"wie (?:lange|lang|weit|groß|hoch|alt|tief)"),
        (Wanted.TIME, r"wann|in welchem (?:jahr|monat)|an welchem tag|seit wann"),
        (Wanted.PLACE, r"wo|wohin|woher|in welche[rmn] (?:stadt|land|ort)"),
        (Wanted.REASON, r"warum|wieso|weshalb|aus welchem grund"),
        (Wanted.PERSON, r"wer|wen|wem|wessen"),
    ),
    "es": (
        (Wanted.COUNT, r"cuántos|cuántas"),
        (Wanted.AMOUNT, r"cuánto|cuánta"),
        (Wanted.TIME, r"cuándo|en qué (?:año|mes|día|fecha)"),
        (Wanted.PLACE, r"dónde|adónde|en qué (?:ciudad|país|lugar)"),
        (Wanted.REASON, r"por qué|por qué motivo"),
        (Wanted.PERSON, r"quién|quiénes|a quién|de quién"),
    ),
}
_QUESTIONS = {
    language: tuple((kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for kind, words in rules)
    for language, rules in _ASKED.items()
}

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|hundreds?|thousands?|millions?|billions?|dozens?|scores|couple|several|many|few|both|half"
    "|once|twice|thrice|single|none|no"
)
# Months that are also verbs only count with a capital.
_MONTHS = (
    "(?i:january|february|april|june|july|august|september|october|november|december"
    "|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)|Mar(?:ch)?|MAR(?:CH)?|May|MAY"
)
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_UNITS = (
    "seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)"
    "|met(?:er|re)s?|kilomet(?:er|re)s?|km|miles?|feet|foot|inch(?:es)?|acres?|hectares?|tons?"
    "|tonnes?|kilograms?|kg|lit(?:er|re)s?|barrels?|degrees?|knots|percent|one-day|per cent|%"
)
_MONEY = "dollars?|euros?|pounds?|roubles?|rubles?|rials?|lira|manats?|yuan|yen|francs?|cents?"
_EVIDENCE: Mapping[Wanted, tuple[re.Pattern[str], ...]] = {
    Wanted.TIME: (
        re.compile(rf"\b(?:1[0-9]|20)\d\d\b|\b(?i:{_DAYS})\b|\b\d{{1,2}}[:.]\d\d\b"),
        re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTHS})\b"),
        re.compile(
            r"(?i)\b(?:yesterday|today|tomorrow|tonight|(?:last|next|this|that|same|previous"
            r"|following) (?:day|night|week|month|year|spring|summer|autumn|winter|morning|evening"
            r"|decade|century)|ago|earlier|later|recently|immediately|(?:morning|afternoon|evening"
            r"|midnight|noon|dawn)|soon|decades?|centur(?:y|ies)|o'clock|[ap]\.?m)\b"
        ),
    ),
    Wanted.COUNT: (re.compile(rf"\d|\b(?i:{_NUMBER_WORDS})\b"),),
    Wanted.AMOUNT: (
        re.compile(rf"[$€£¥₽%]|\d|\b(?i:{_MONEY}|millions?|billions?|percent|half|third)\b"),
    ),
    Wanted.MEASURE: (
        re.compile(rf"(?i)(?:\d|\b(?:{_NUMBER_WORDS}|an?))[\w,.]*[- ](?:\w+ )?(?:{_UNITS})\b"),
    ),
    Wanted.PLACE: (
        re.compile(
            r"\b(?:in|at|to|from|near|outside|off|into|across|around|via|through|between|over"
            r"|towards?|above|beside|along|of) (?:the )?(?:\w+ )?[A-Z]\w"
        ),
        re.compile(r"\b[A-Z]\w+ (?:Palace|Hall|Port|Square|Street|Hospital|Airport|River|Island)"),
    ),
    Wanted.REASON: (
        re.compile(
            r"(?i)\b(?:because|due to|owing to|since|thanks to|so that|in order to|as a result"
            r"|caus\w+|reasons?|why|over|after|following|prompt\w+|led to|leading to|for fear"
            r"|blam\w+|because of|given|amid|accus\w+|to (?:avoid|prevent|allow|let|make))\b"
        ),
    ),
    Wanted.AGE: (
        re.compile(
            rf"(?i)\b(?:\d{{1,3}}|{_NUMBER_WORDS})-(?:year|month|week|day)s?-old|\byears? old"
            r"|\baged? \d|, \d{1,3}(?:,|\.$)|\bborn (?:in|on)"
            r"|\bin (?:his|her|their) (?:teens|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)"
            r"|\b(?:turned|turns|at|was|is|founded in|built in|dates from|since) \d"
        ),
    ),
    Wanted.NAME: (re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]+|\d|[\"“”«»]"),),
    Wanted.PERSON: (re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]+|\b[A-Z][\w’'-]+ [A-Z]"),),
}


# How other keyboards write Persian letters, and how capitals become small in Turkish.
_PERSIAN_LETTERS = str.maketrans("كيى", "کیی")
_TURKISH_CAPITALS = str.maketrans("İI", "iı")
_LETTERS = {"fa": _PERSIAN_LETTERS, "tr": _TURKISH_CAPITALS, "az": _TURKISH_CAPITALS}


def wanted_kind(question: str, language: str) -> Wanted:
    """Return what a question in that language asks for."""
    written = clean(question).translate(_LETTERS.get(language, {}))
    lowered = " ".join(written.lower().split())
    rules = _QUESTIONS.get(language, ())
    return next((kind for kind, pattern in rules if pattern.search(lowered)), Wanted.ANYTHING)


def holds(text: str, wanted: Wanted, language: str = "en") -> bool:
    """Return whether a text holds something of the wanted kind.

    The shapes are those of English; of a text in another language nothing is denied.
    """
    patterns = _EVIDENCE.get(wanted, ())
    return language != "en" or not patterns or any(pattern.search(text) for pattern in patterns)


# A date or a weekday answers "when" better than "later", a full name "who" better than a capital.
_BODIES = (
    "The|A|An|In|On|At|By|For|Of|Bank|Ministry|University|Party|Street|Road|Court|Union|Commission"
    "|Committee|Council|Company|Group|Club|Institute|Museum|Musée|Hospital|Airport|Station|Hotel"
    "|Bay|Sea|River|Lake|Island|Port|North|South|East|West|New|Bridge|Times|Post|News|Agency"
    "|Office|Parliament|Assembly|House|Republic|State|States|Fund|Service|Department|Board"
    "|Federation|Association|League|Cup|Army|Police|Church|School|College|Square|Park|Day|Act"
    f"|(?i:{_DAYS})|{_MONTHS}"
)
_STRONG: Mapping[Wanted, re.Pattern[str]] = {
    Wanted.TIME: re.compile(
        rf"\b(?:1[0-9]|20)\d\d\b|\b(?i:{_DAYS})\b|\b(?:\d{{1,2}}(?:st|nd|rd|th)? )(?:{_MONTHS})\b"
        rf"|\b(?:{_MONTHS}) \d|\b\d{{1,2}}[:.]\d\d\b"
    ),
    Wanted.COUNT: re.compile(
        r"(?<![\d.,])(?!(?:1[5-9]|20)\d\d\b)\d[\d.,]*"
        rf"|\b(?!(?i:one|two|several|many|few|both|half|once|single|none|no)\b)(?i:{_NUMBER_WORDS})\b"
    ),
    Wanted.PERSON: re.compile(
        rf"\b(?!(?:{_BODIES})\b)[A-ZÀ-ÞĀ-Ž][\w’'-]+ (?:[a-z]{{2,3}} |[A-Z]\. )?"
        rf"(?!(?:{_BODIES})\b)[A-ZÀ-ÞĀ-Ž][\w’'-]+(?! (?:{_BODIES})\b)"
    ),
    Wanted.AMOUNT: re.compile(rf"[$€£¥₽]|\b(?i:{_MONEY})\b|\d%|(?i:per ?cent)"),
    Wanted.REASON: re.compile(
        r"(?i)\b(?:because|due to|owing to|thanks to|so that|in order to|as a result|caused? by"
        r"|reasons?|for fear|prompted by|on (?:the )?grounds?|as (?:he|she|it|they)\b)"
    ),
}
WEAK = 0.6


Found = tuple[tuple[tuple[int, int], float], ...]


@lru_cache(maxsize=8_192)
def found(text: str, wanted: Wanted) -> Found:
    """Return what an English text holds of the wanted kind: where, and how good an answer each."""
    strong = _STRONG.get(wanted)
    best = [(match.span(), 1.0) for match in strong.finditer(text)] if strong else []
    weight = WEAK if strong else 1.0
    patterns = _EVIDENCE.get(wanted, ())
    return (*best, *((match.span(), weight) for p in patterns for match in p.finditer(text)))


def support(text: str, wanted: Wanted, language: str = "en") -> float:
    """Return how good an answer of the wanted kind a text holds: 0.0, WEAK or 1.0.

    1.0 where no rule can tell: in another language, or of a kind without rules.
    """
    if language != "en" or wanted not in _EVIDENCE:
        return 1.0
    return max((strength for _, strength in found(text, wanted)), default=0.0)
