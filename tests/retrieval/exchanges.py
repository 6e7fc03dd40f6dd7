"""Questions and what people ask next, over training dossiers; follow-ups were tuned on these.

    python -m tests.retrieval.exchanges

prints how often the first quote, and one of the first three, holds the answer, for follow-ups after
their question and for the same without it.
"""

# ruff: noqa: T201

import re
from dataclasses import dataclass
from functools import cache

from retrieval.answering import Answering
from retrieval.follow_up import Earlier
from retrieval.ingest import read_folder
from retrieval.model import Abstention, Answer
from tests.evaluation.sets import DOSSIERS


@dataclass(frozen=True)
class Exchange:
    """A first question, follow-ups of it in their order, and what a quote for the last must hold.

    answer: a regular expression; empty where the dossier does not say.
    """

    dossier: str
    questions: tuple[str, ...]
    answer: str


def _exchange(dossier: str, *said: str) -> Exchange:
    return Exchange(dossier, said[:-1], said[-1])


EXCHANGES = (
    _exchange(
        "ferry", "Where did the Marisol run aground?", "and when was that?", "Friday evening"
    ),
    _exchange("ferry", "Where did the Marisol run aground?", "why?", "hydraulic hose|steering"),
    _exchange(
        "ferry", "Who was the captain of the Marisol?", "did she drop the anchors?", "anchors"
    ),
    _exchange(
        "ferry", "Who was the captain of the Marisol?", "was she blamed?", "cleared of blame"
    ),
    _exchange("ferry", "Who is Anselm Dury?", "how many people did he carry?", "61"),
    _exchange("ferry", "Who is Anselm Dury?", "and what does he fear?", "currents"),
    _exchange("ferry", "Who started the petition for a bridge?", "what does she run?", "pharmacy"),
    _exchange("ferry", "How much would a bridge cost?", "and a tunnel?", "soft ground"),
    _exchange("ferry", "How much would a bridge cost?", "according to whom?", "410 million"),
    _exchange("ferry", "How many recommendations did the board make?", "which?", "steering pump"),
    _exchange("ferry", "Who is the governor of the county?", "what did he offer?", "second ship"),
    _exchange(
        "ferry", "What caused the loss of steering?", "who said that?", "Wendell|Safety Board"
    ),
    _exchange(
        "ferry", "What caused the loss of steering?", "how old was it?", "eleven|eight years"
    ),
    _exchange("ferry", "Who operates the Marisol?", "whom did they dismiss?", "technical manager"),
    _exchange("ferry", "How many people were on board the Marisol?", "and were any hurt?", "wrist"),
    _exchange(
        "hospital", "When will the two hospitals merge?", "what about the staff?", "redundanc"
    ),
    _exchange("hospital", "Who will be the chief executive?", "and the deputy?", "Lasky"),
    _exchange("hospital", "Who will be the chief executive?", "who is her deputy?", "Lasky"),
    _exchange("hospital", "How many people marched in Lower Minton?", "why?", "maternity"),
    _exchange("hospital", "How many people marched in Lower Minton?", "who led it?", "Achebe"),
    _exchange(
        "hospital", "Who led the review of the merger?", "what did it recommend?", "birth centre"
    ),
    _exchange("hospital", "What would a birth centre cost?", "who would run it?", "midwives"),
    _exchange(
        "hospital", "Where will maternity care move?", "and heart surgery?", "Valley General"
    ),
    _exchange("hospital", "Who is Ingrid Farrow?", "what did she say?", "ninety nurses"),
    _exchange(
        "hospital",
        "How many heart operations did St Brigid's carry out?",
        "and the Valley General?",
        "310",
    ),
    _exchange("dam", "Who signed the agreement on the dam?", "where?", "Dravik"),
    _exchange("dam", "Who signed the agreement on the dam?", "when can they fill it?", "November"),
    _exchange("dam", "How much does the dam cost?", "and who pays?", "loan|budget"),
    _exchange(
        "dam",
        "How many sturgeon were counted in 2020?",
        "and in the nineteen-eighties?",
        "two thousand",
    ),
    _exchange("dam", "How many villages will disappear?", "how many people have to move?", "7,300"),
    _exchange("dam", "How many villages will disappear?", "where will they go?", "New Talma"),
    _exchange("dam", "Who is restoring the church of Saint Varvara?", "when was it built?", "1642"),
    _exchange("dam", "Who is Vesna Tordai?", "how old is she?", "81"),
    _exchange("dam", "Who is Noor Halabi?", "what does she propose?", "catch the adults"),
    _exchange(
        "museum",
        "When were the paintings stolen from the museum in Strasbourg?",
        "how did they get in?",
        "skylight",
    ),
    _exchange(
        "museum",
        "Who bought The Ferryman's Daughter at a flea market?",
        "how much did he pay?",
        "150 euros",
    ),
    _exchange(
        "museum",
        "Who bought The Ferryman's Daughter at a flea market?",
        "and where did he keep it?",
        "piano",
    ),
    _exchange(
        "museum",
        "How long was Detlef Rauschenbach sentenced for?",
        "and Ruben Claessens?",
        "four years",
    ),
    _exchange(
        "museum",
        "How long was Detlef Rauschenbach sentenced for?",
        "and his accomplice?",
        "four years",
    ),
    _exchange(
        "museum",
        "Who will be the successor of Hélène Courtaud?",
        "where does he come from?",
        "Innsbruck",
    ),
    _exchange(
        "museum", "How many visitors did the museum count?", "and before the burglary?", "70,000"
    ),
    _exchange("museum", "Was Didier Vauquelin acquitted?", "how much does he want?", "210,000"),
    # Chains: the subject stays.
    _exchange(
        "ferry",
        "Who is Anselm Dury?",
        "what is his boat called?",
        "and how many did he carry?",
        "61",
    ),
    _exchange(
        "ferry",
        "Where did the Marisol run aground?",
        "when?",
        "and who was the captain?",
        "Brandvold",
    ),
    _exchange(
        "dam", "Who is Vesna Tordai?", "how old is she?", "when will she go?", "feet are wet"
    ),
    # What the dossier does not say of the first it does not say of what follows.
    _exchange("ferry", "Did the Marisol sail to Reykjavik?", "and when was that?", ""),
    _exchange("ferry", "Did Okonkwo sign the petition?", "why?", ""),
    _exchange("dam", "What did Chancellor Brightwater say about the dam?", "and when?", ""),
    _exchange("hospital", "Which robot performs surgery in Nairobi?", "who built it?", ""),
    _exchange("museum", "Did the museum buy a Rembrandt?", "how much did it cost?", ""),
    _exchange("ferry", "How many people were on board the Marisol?", "and the Titanic?", ""),
)

# A question that is whole takes nothing from the one before.
WHOLE = (
    ("ferry", "Who is Anselm Dury?", "How much would a bridge cost?"),
    ("ferry", "How much would a bridge cost?", "Who is the chief inspector of the board?"),
    ("ferry", "How much would a bridge cost?", "Why did the steering fail?"),
    ("ferry", "What caused the loss of steering?", "How many people live on Kelder Island?"),
    ("ferry", "Who started the petition?", "Where were the children taken?"),
    ("hospital", "Who is Ingrid Farrow?", "What does a birth centre cost?"),
    ("hospital", "Who is the mayor?", "How many people work in the two hospitals?"),
    ("dam", "Who is Vesna Tordai?", "How much does the dam cost?"),
    ("dam", "How much does the dam cost?", "Who is taking the church apart?"),
    ("museum", "Who is Oksana Wereszczuk?", "How long is the sentence of the roofer?"),
    ("museum", "How long is the sentence of the roofer?", "reward insurer"),
    ("museum", "Who will succeed the director?", "Did the alarm go off?"),
)


@cache
def answering(name: str) -> Answering:
    """Return the answers from a training dossier."""
    return Answering(read_folder(DOSSIERS / name))


def last_reply(exchange: Exchange) -> Answer | Abstention:
    """Return the reply to the last of the questions, asked one after the other."""
    asked = answering(exchange.dossier)
    earlier: Earlier | None = None
    reply = asked.ask(exchange.questions[0])
    for question in exchange.questions:
        reply = asked.ask(question, earlier)
        before = earlier.questions if earlier and reply.query.carried else ()
        earlier = Earlier((*before, question), tuple(quote.passage.id for quote in reply.quotes))
    return reply


def rank(exchange: Exchange, reply: Answer | Abstention) -> int | None:
    """Return the place of the first quote that holds the answer, from 1; None where none does."""
    held = (n for n, q in enumerate(reply.quotes, 1) if re.search(exchange.answer, q.passage.text))
    return next(held, None)


def is_right(exchange: Exchange) -> bool:
    """Return whether the answer is among the quotes, or there is none and none was claimed."""
    reply = last_reply(exchange)
    if not exchange.answer:
        return reply.outcome != "answer"
    return rank(exchange, reply) is not None


def main() -> None:
    """Print the shares, and what went wrong."""
    found = [e for e in EXCHANGES if e.answer]
    for name, ask in (
        ("after its question", last_reply),
        ("alone", lambda e: answering(e.dossier).ask(e.questions[-1])),
    ):
        replies = [(e, ask(e)) for e in found]
        ranks = [rank(e, reply) for e, reply in replies]
        first, three = (sum(r is not None and r <= n for r in ranks) for n in (1, 3))
        answers = sum(reply.outcome == "answer" for _, reply in replies)
        print(f"{name}: first {first}, first three {three}, answers {answers} of {len(found)}")
    for exchange in EXCHANGES:
        if not is_right(exchange) or (
            exchange.answer and rank(exchange, last_reply(exchange)) != 1
        ):
            reply = last_reply(exchange)
            print(exchange.questions, reply.outcome, reply.query.carried, rank(exchange, reply))
    for name, first, second in WHOLE:
        after = answering(name).ask(second, Earlier((first,)))
        if after != answering(name).ask(second):
            print("bent:", first, second, after.query.carried)


if __name__ == "__main__":
    main()
