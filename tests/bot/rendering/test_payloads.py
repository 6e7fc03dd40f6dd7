import pytest
from hypothesis import given, strategies as st

from bot.errors import BadPayload
from bot.rendering.payloads import Action, Payload, decode, document_key, encode
from tests.bot.rendering.builders import few

KEYS = st.text("ABCxyz019_-", max_size=40)


@few
@given(st.sampled_from(list(Action)), KEYS, st.integers(0, 999_999))
def test_a_payload_comes_back_as_it_was_sent(action, key, number):
    payload = Payload(action, key, number)

    text = encode(payload)

    assert decode(text) == payload
    assert 1 <= len(text.encode()) <= 64


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "m",
        "m::",
        "m:key",
        "m:key:-1",
        "m:key:1:2",
        "m:key:01",
        "m:key:1234567",
        "m:key:٣",
        "m:key:1\n",
        "M:key:1",
        "z:key:1",
        "m:k y:1",
        "m:ключ:1",
        "m:" + "k" * 41 + ":1",
        "\ud83d",
        "m:\x00:1",
        "'; DROP TABLE queries; --",
    ],
)
def test_what_no_button_sends_is_refused(forged):
    with pytest.raises(BadPayload):
        decode(forged)


@few
@given(st.text(max_size=80))
def test_whatever_can_be_decoded_is_what_encode_makes(text):
    try:
        payload = decode(text)
    except BadPayload:
        return
    assert encode(payload) == text


@pytest.mark.parametrize(
    "payload",
    [
        Payload(Action.MORE, "k" * 41),
        Payload(Action.MORE, "a:b"),
        Payload(Action.MORE, "key", -1),
        Payload(Action.MORE, "key", 1_000_000),
    ],
)
def test_what_would_not_come_back_whole_is_not_encoded(payload):
    with pytest.raises(BadPayload):
        encode(payload)


@few
@given(st.text(max_size=100) | st.just("long" * 1_250))
def test_a_document_of_any_id_fits_a_button(document_id):
    payload = Payload(Action.PARAGRAPHS, document_key(document_id), 7)

    assert decode(encode(payload)) == payload


def test_documents_with_like_ids_have_different_keys():
    assert document_key("ferry") != document_key("Ferry")
