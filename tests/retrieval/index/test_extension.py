import pytest
from hypothesis import given, settings, strategies as st

from retrieval.answering import Answering
from retrieval.index.building import segment_arrays
from retrieval.index.extension import extend
from retrieval.index.index import build_index
from retrieval.index.segment import open_segment
from tests.retrieval.builders import a_document, a_query, of_documents

WORDS = ["dam", "gate", "wall", "storm", "ferry", "port", "oven", "mill", "Kelder", "Brandvold"]
PARAGRAPH = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
DOCUMENTS = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.lists(PARAGRAPH, min_size=1, max_size=4, unique=True),
    min_size=1,
)


def dossier_of(paragraphs):
    documents = (a_document(*p, id=id_, title=id_) for id_, p in sorted(paragraphs.items()))
    return of_documents(*documents)


def extended(before, after):
    """The index of a dossier after a change, made from that before it."""
    changed = {id_ for id_ in {*before, *after} if before.get(id_) != after.get(id_)}
    large = open_segment(segment_arrays(dossier_of(before)))
    added = {id_: after[id_] for id_ in changed if id_ in after}
    return extend(large, changed, dossier_of(added))


def found(index, words, top=50):
    query = a_query(*words)
    return [(hit.passage, pytest.approx(hit.score, abs=1e-9)) for hit in index.search(query, top)]


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.lists(st.sampled_from([w.lower() for w in WORDS]), max_size=4))
def test_an_extended_index_finds_what_one_built_anew_finds(before, after, words):
    anew = build_index(dossier_of(after))

    index = extended(before, after)

    assert len(index.passages) == len(anew.passages)
    assert set(index.passages) == set(anew.passages)
    assert {w: index.containing(w) for w in words} == {w: anew.containing(w) for w in words}
    scores = {hit.passage.id: hit.score for hit in index.search(a_query(*words), 50)}
    expected = {hit.passage.id: hit.score for hit in anew.search(a_query(*words), 50)}
    assert scores == pytest.approx(expected, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPH, min_size=30, max_size=60, unique=True), st.data())
def test_scores_are_the_same_to_the_last_bit_where_no_term_is_in_most_passages(paragraphs, data):
    every = {f"{number:02}": [text] for number, text in enumerate(paragraphs)}
    kept = data.draw(st.sets(st.sampled_from(sorted(every)), min_size=5))
    anew = build_index(dossier_of(every))
    rare = [w.lower() for w in WORDS if 0 < 2 * anew.containing(w.lower()) < len(every)]

    index = extended({id_: every[id_] for id_ in kept}, every)

    for word in rare:
        query = a_query(word)
        assert index.search(query, 99) == anew.search(query, 99)


def test_an_extended_index_answers_as_one_built_anew():
    before = {"a": ["The ferry Marisol sank off Kelder."], "b": ["Bread is baked.", "A mill."]}
    after = {
        "b": ["Bread is baked.", "A mill burned."],
        "c": ["Captain Brandvold had warned the port of the storm.", "He was not heard."],
    }
    dossier = dossier_of(after)

    answering = Answering(dossier, index=extended(before, after))

    for question in ("Who warned the port?", "Who warned the prot?", "What did Brandvolt do?"):
        assert answering.ask(question) == Answering(dossier).ask(question)


def test_what_was_taken_away_is_not_found():
    index = extended({"a": ["The dam broke."], "b": ["A mill burned."]}, {"b": ["A mill burned."]})

    assert index.containing("dam") == 0
    assert index.search(a_query("dam", "mill"), 9)[0].passage.document_id == "b"
    assert [passage.document_id for passage in index.passages.values()] == ["b"]


def test_paragraphs_of_a_changed_document_stand_beside_each_other():
    before, after = {"a": ["One.", "Two."]}, {"a": ["One.", "Two and a half.", "Three."]}
    index = extended(before, after)
    [middle] = [p for p in index.passages.values() if p.text == "Two and a half."]

    assert [p.text for p in index.passages.beside(middle)] == ["One.", "Three."]


def test_a_name_that_came_later_is_found_in_other_spellings():
    index = extended({"a": ["A mill burned."]}, {"a": ["A mill burned."], "b": ["So did Aliyev."]})

    assert [match.word for match in index.names.find("Aliev")] == ["Aliyev"]
    assert index.speller.repair("burnd", None, None).word == "burned"
