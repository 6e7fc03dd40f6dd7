import re
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retrieval import sentences
from retrieval.sentences import LONGEST_SENTENCE, split_sentences


def texts(text):
    return [sentence.text for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Olsen met Mr. Ford at 5 p.m. on Monday.", "It rained."],
        ["He said ‘we sail at once.’", "Then they left."],
        ["“Why now?” she asked.", "Nobody answered."],
        ["Prices rose 5.5 percent.", "The U.S. agreed."],
        ["این اول است؟", "این دوم است."],
        ["これは船です。", "これは橋です。"],
        ["Кто построил мост?", "Никто не знает."],
    ],
)
def test_sentences_are_told_apart(sentences):
    assert texts(" ".join(sentences)) == sentences


def test_lines_end_sentences():
    assert texts("One line\nAnother line") == ["One line", "Another line"]


@pytest.mark.parametrize("text", ["word " * 2_000, "x" * 5_000])
def test_text_without_ends_is_cut_so_that_no_sentence_is_endless(text):
    assert max(map(len, texts(text))) <= LONGEST_SENTENCE


PROSE = st.text(alphabet="aB.!? ‘’()\n\u200b؟5,;”", max_size=400)


@given(st.one_of(st.text(), PROSE, PROSE.map(lambda text: text * 30)))
def test_sentences_are_exact_substrings_and_lose_nothing_but_white_space(text):
    sentences = split_sentences(text)

    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    assert "".join("".join(s.text for s in sentences).split()) == "".join(text.split())


def test_a_text_without_any_sentence_end_is_cut_between_words():
    text = "somewhere " * 900

    sentences = split_sentences(text)

    assert len(sentences) > 1
    assert {word for s in sentences for word in s.text.split()} == {"somewhere"}


PIECES = """
    The ship ships. captain! Captain Dr. etc. no. U.S. 5.5 2031. May Feb vol. it; and: said.” “Why
    is. ‘now’ (a b.) x. A. A co-op. Iran’s. He They, ca. XI. is.
"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=30).map(" ".join))
def test_plain_ends_are_those_that_syntok_sees(text):
    found = split_sentences(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "_PLAIN_END", re.compile("(?!)"))
        patch.setattr(sentences, "_DOUBTFUL", re.compile(""))
        assert found == split_sentences(text)
