"""Words around a question must not hide its answer; see filler.py for the frames."""

from tests.retrieval.filler import answerings, hits, in_random_frames

# Frames for each question; `python -m tests.retrieval.filler` asks all thirty.
FRAMES_EACH = 2
MOST_LOST = 0.03
MOST_DECLINED_MORE = 0.04


def test_words_around_a_question_cost_at_most_three_points():
    asked = found = declined = found_framed = declined_framed = 0
    for answering, questions in answerings():
        asked += len(questions)
        hit, silent = hits(answering, questions)
        found, declined = found + hit, declined + silent
        hit, silent = hits(answering, in_random_frames(questions, FRAMES_EACH))
        found_framed, declined_framed = found_framed + hit, declined_framed + silent

    assert (found - found_framed / FRAMES_EACH) / asked <= MOST_LOST
    assert (declined_framed / FRAMES_EACH - declined) / asked <= MOST_DECLINED_MORE
