"""Measure what words spoken to the bot cost: questions of the training dossiers in 30 frames.

    python -m tests.retrieval.filler

prints the share of answerable questions with a right quote among the first three, and the share
declined, bare and in each frame.
"""

# ruff: noqa: T201

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from retrieval.answering import Answering
from retrieval.evaluation import GradedQuestion, evaluate, load_questions
from retrieval.ingest import read_folder
from tests.evaluation.sets import DOSSIERS, QUESTIONS, TRAINING

# {q} is the question as it stands, {s} with a small first letter and no mark at its end.
FRAMES = (
    "hello dear bot, can you tell me {s}",
    "Hi! {q}",
    "Good morning everyone, {s}?",
    "sorry to bother you but {s}",
    "i'm preparing a talk and need to know {s}",
    "ok one more thing, {s}, do you know",
    "My boss wants me to find out: {q} Thanks in advance!",
    "I was wondering if you could help me. {q}",
    "please please, quick question: {s}",
    "I'd really like to understand this. {q} Thank you so much",
    "um so like, {s}, if you know what I mean",
    "hey there, how are you today? {q}",
    "I have been reading this all day and I am a bit tired. {q}",
    "by the way, {s}?",
    "{q} I'm asking for my school project.",
    "{q} Please let me know, many thanks!",
    "{q} My grandmother keeps asking me about it and I have no idea.",
    "so basically what I want to know is {s}",
    "Dear Sir or Madam, I hope you are well. {q} Kind regards",
    "we were arguing at lunch and nobody knew the answer: {s}",
    "could you maybe check for me {s} please",
    "my phone is about to die so be quick, {s}",
    "does anyone here know {s}",
    "I can't remember any more, {s}?",
    "thanks, that helps! next question: {s}",
    "yo bot {s} lol",
    "Just out of curiosity, {s}?",
    "it would be great if you could tell me {s}",
    "ok so i heard something about this on the radio yesterday, {s}",
    "excuse me, I am a journalist writing an article and I urgently need the answer to this: {q}",
)

UNANSWERABLE = ("unanswerable-near", "unanswerable-far")


def framed(frame: str, question: str) -> str:
    """Return the question in a frame."""
    bare = question.rstrip("?.! ")
    first = bare.split(maxsplit=1)[0]
    small = bare if first.isupper() or first[1:] != first[1:].lower() else _small(bare)
    return frame.format(q=question, s=small)


def _small(bare: str) -> str:
    asks = {"who", "what", "when", "where", "why", "how", "which", "did", "does", "is", "was"}
    return bare[0].lower() + bare[1:] if bare.split(maxsplit=1)[0].lower() in asks else bare


def english_questions(name: str) -> list[GradedQuestion]:
    """Return the answerable English questions of a training dossier."""
    return [
        question
        for question in load_questions(QUESTIONS / f"{name}.jsonl")
        if question.kind not in (*UNANSWERABLE, "other-language")
    ]


def hits(answering: Answering, questions: Sequence[GradedQuestion]) -> tuple[int, int]:
    """Return how many questions have a right quote among the first three, and are declined."""
    grades = evaluate(answering.ask, questions).grades
    found = sum(grade.rank is not None and grade.rank <= 3 for grade in grades)
    return found, sum(grade.declined for grade in grades)


def answerings() -> Iterator[tuple[Answering, list[GradedQuestion]]]:
    """Yield every training dossier with its questions."""
    for name in TRAINING:
        yield Answering(read_folder(DOSSIERS / name)), english_questions(name)


def in_frame(questions: Sequence[GradedQuestion], frame: str) -> list[GradedQuestion]:
    """Return the questions in one frame."""
    return [replace(q, question=framed(frame, q.question)) for q in questions]


def in_random_frames(questions: Sequence[GradedQuestion], times: int) -> list[GradedQuestion]:
    """Return each question in some of the frames, the same ones each time."""
    random = Random(1)
    return [
        replace(q, question=framed(frame, q.question))
        for q in questions
        for frame in random.sample(FRAMES, times)
    ]


def main() -> None:
    """Print the shares."""
    found = dict.fromkeys(("{q}", *FRAMES), 0)
    declined = dict(found)
    asked = 0
    for answering, questions in answerings():
        asked += len(questions)
        for frame in found:
            hit, silent = hits(answering, in_frame(questions, frame))
            found[frame] += hit
            declined[frame] += silent
    for frame, hit in found.items():
        print(f"{hit / asked:6.1%} {declined[frame] / asked:6.1%}  {frame}")
    hit, silent = (sum(sums[frame] for frame in FRAMES) / len(FRAMES) for sums in (found, declined))
    print(f"{hit / asked:6.1%} {silent / asked:6.1%}  in all frames, of {asked} questions")


if __name__ == "__main__":
    main()
