from hypothesis import given, strategies as st

from retrieval.chunking import MAX_WORDS, count_words, split_paragraph, split_passages
from retrieval.model import Block, Document, Role, Source

SENTENCE = st.lists(
    st.sampled_from(["ferry", "Lenna", "the", "sank", "1956", "Überfahrt", "паром", "渡轮停在"]),
    min_size=1,
    max_size=30,
).map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=60).map(" ".join)


def a_document(*blocks, identifier="ferry"):
    return Document(identifier, Source("ferry.txt"), tuple(blocks))


def paragraphs(*texts):
    return [Block(Role.PARAGRAPH, text) for text in texts]


def squeezed(text):
    return "".join(text.split())


def test_each_paragraph_is_a_passage_with_its_number_and_its_heading():
    document = a_document(
        Block(Role.TITLE, "Ferry lost"),
        Block(Role.FURNITURE, "Share"),
        Block(Role.PARAGRAPH, "The ferry sank."),
        Block(Role.HEADING, "The rescue"),
        Block(Role.FURNITURE, "Advertisement"),
        Block(Role.PARAGRAPH, "Boats came out."),
    )

    passages = split_passages(document)

    assert [(p.text, p.paragraph, p.heading) for p in passages] == [
        ("The ferry sank.", 1, None),
        ("Boats came out.", 2, "The rescue"),
    ]
    assert all(p.id.startswith("ferry#") for p in passages)


def test_a_word_alone_is_a_passage():
    (passage,) = split_passages(a_document(*paragraphs("No.")))

    assert passage.text == "No."


def test_the_pieces_of_a_long_paragraph_share_its_number_and_end_with_sentences():
    sentence = "The keeper of the lighthouse wrote into his log that the fog had not lifted."
    document = a_document(*paragraphs(" ".join([sentence] * 40), "The end."))

    passages = split_passages(document)

    assert [p.paragraph for p in passages] == [1, 1, 1, 2]
    assert all(p.text.endswith(".") and count_words(p.text) <= MAX_WORDS for p in passages)


def test_pieces_are_about_equally_long():
    sentence = "Seven words stand in this one sentence."
    (block,) = paragraphs(" ".join([sentence] * 33))

    lengths = [count_words(piece) for piece in split_paragraph(block)]

    assert len(lengths) == 2
    assert max(lengths) - min(lengths) <= 7


def test_a_paragraph_without_a_sentence_end_is_cut_between_words():
    (block,) = paragraphs(" ".join(f"word{n}" for n in range(1_000)))

    pieces = split_paragraph(block)

    assert all(count_words(piece) <= MAX_WORDS for piece in pieces)
    assert " ".join(pieces) == block.text


def test_a_script_without_spaces_is_cut_too():
    (block,) = paragraphs("渡轮今天早上没有离开港口，船长说大桥已经关闭" * 60)

    pieces = split_paragraph(block)

    assert len(pieces) > 1
    assert "".join(pieces) == block.text


def test_equal_paragraphs_have_ids_of_their_own():
    passages = split_passages(a_document(*paragraphs("No.", "No.", "No.")))

    assert len({p.id for p in passages}) == 3


@given(st.lists(PARAGRAPH, min_size=1, max_size=4))
def test_chunking_loses_no_words_and_every_passage_is_a_piece_of_its_paragraph(texts):
    passages = split_passages(a_document(*paragraphs(*texts)))

    for number, text in enumerate(texts, 1):
        own = [p.text for p in passages if p.paragraph == number]
        assert all(piece in text for piece in own)
        assert squeezed("".join(own)) == squeezed(text)
    assert len({p.id for p in passages}) == len(passages)


@given(st.text(min_size=1, max_size=3_000).filter(str.strip))
def test_any_text_is_cut_without_loss(text):
    pieces = split_paragraph(Block(Role.PARAGRAPH, text.strip()))

    assert squeezed("".join(pieces)) == squeezed(text)
    assert all(piece in text for piece in pieces)


@given(PARAGRAPH, PARAGRAPH, PARAGRAPH)
def test_ids_survive_edits_elsewhere(edited, before, kept):
    first = split_passages(a_document(*paragraphs(before, kept)))
    second = split_passages(a_document(*paragraphs(edited, before + " More.", kept)))

    of_kept = [p.id for p in first if p.paragraph == 2]
    if squeezed(kept) not in squeezed(before + edited):
        assert of_kept == [p.id for p in second if p.paragraph == 3]
