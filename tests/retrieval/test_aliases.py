"""Names of one and the same that a dossier's own list joins."""

from retrieval.aliases import Aliases
from retrieval.model import FormKind
from retrieval.tokenization import tokenize

GROUPS = (
    ("Ilse Brandvold", "Captain Ilse", "Ильза Брандвольд"),
    ("Fulmar Rock", "Bird Island", "Птичий остров"),
)


def found(question: str, language: str = "en") -> list[tuple[str, list[str]]]:
    runs = Aliases(GROUPS).find(tokenize(question, language), language)
    return [(run.text, [form.text for form in run.forms]) for run in runs]


def test_each_name_of_a_line_stands_for_all_others() -> None:
    assert found("Who saw Bird Island?") == [("Bird Island", ["Fulmar Rock", "Птичий остров"])]
    assert found("Who saw Fulmar Rock?") == [("Fulmar Rock", ["Bird Island", "Птичий остров"])]


def test_a_name_is_met_in_any_case_of_letters_and_grammar() -> None:
    assert found("who saw bird island's lamp?")[0][0] == "bird island's"
    assert found("Кто видел Ильзу Брандвольд?", "ru")[0][0] == "Ильзу Брандвольд"
    assert found("Что было на Птичьем острове?", "ru")[0][0] == "Птичьем острове"


def test_part_of_a_name_is_not_the_name() -> None:
    assert found("Which island has a bird?") == []


def test_the_longest_name_that_begins_at_a_word_counts() -> None:
    [run] = Aliases([("Fulmar", "Gull"), ("Fulmar Rock", "Bird Island")]).find(
        tokenize("Where is Fulmar Rock?", "en"), "en"
    )

    assert [form.text for form in run.forms] == ["Bird Island"]


def test_names_count_as_much_as_the_asked_one() -> None:
    [run] = Aliases(GROUPS).find(tokenize("Bird Island", "en"), "en")

    assert {(form.kind, form.share) for form in run.forms} == {(FormKind.NAME, 1.0)}
