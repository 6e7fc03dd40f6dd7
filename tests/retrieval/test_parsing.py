from retrieval.parsing import read_question


def asked(text, *languages):
    return [word.text for word in read_question(text, languages or ("en",)).words]


def names(text):
    return [word.text for word in read_question(text, ("en",)).words if word.is_name]


def test_words_that_carry_no_topic_are_left_out():
    assert asked("hi, could you please tell me who built the bridge?") == ["built", "bridge"]


def test_words_spoken_to_the_bot_are_not_looked_up():
    assert asked("show me the articles, please") == []


def test_nothing_but_words_to_look_up_is_a_search_box_query():
    assert read_question("bridge crowns", ("en",)).is_keywords
    assert not read_question("the bridge", ("en",)).is_keywords


def test_names_are_told_by_capitals_that_grammar_does_not_ask_for():
    assert names("Where did Ilse Brandvold sail? Captains in March, says NATO") == [
        "Ilse",
        "Brandvold",
        "NATO",
    ]


def test_a_text_in_capitals_or_title_case_tells_no_names():
    assert names("WHERE IS ILSE") == names("Where Is Ilse Brandvold") == []


def test_a_word_is_looked_up_in_each_language_of_the_dossier():
    [word] = read_question("nations", ("en", "fr")).words

    assert word.terms == ("nation",)
    assert read_question("Brücken", ("en", "de")).query.terms == ("brucken", "bruck")


def test_stop_words_are_those_of_the_questions_own_language():
    assert asked("Where did they die?", "en", "de") == ["die"]
    assert asked("die Brücke im Fluss", "en", "de") == ["Brücke", "Fluss"]


def test_repeated_words_are_asked_twice():
    assert read_question("bridge bridges", ("en",)).query.terms == ("bridg", "bridg")


def test_the_query_keeps_the_question_as_asked_with_white_space_folded():
    assert read_question("  Who\n is  it? ", ("en",)).query.text == "Who is it?"
