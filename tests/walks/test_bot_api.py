"""The check of requests finds what it is there to find."""

import pytest

from tests.walks.bot_api import BotApi


def a_field(name, *types, required=False):
    return {"name": name, "types": list(types), "required": required}


API = BotApi(
    {
        "methods": {
            "sing": {
                "fields": [
                    a_field("song", "String", required=True),
                    a_field("voices", "Array of Array of Voice"),
                    a_field("where", "Integer", "String"),
                    a_field("stage", "Stage"),
                    a_field("tempo", "Float"),
                    a_field("loud", "Boolean"),
                ]
            },
            "rest": {},
        },
        "types": {
            "Voice": {"fields": [a_field("pitch", "Integer", required=True)]},
            "Stage": {"subtypes": ["Pier", "Deck"]},
            "Pier": {"fields": [a_field("length", "Integer", required=True)]},
            "Deck": {"fields": [a_field("level", "String", required=True)]},
        },
    }
)


@pytest.mark.parametrize(
    "good",
    [
        {},
        {"voices": [[{"pitch": 1}], []]},
        {"where": 5, "stage": {"level": "upper"}, "tempo": 2, "loud": False},
        {"where": "pier", "stage": {"length": 3}, "tempo": 2.5},
    ],
    ids=str,
)
def test_a_good_request_has_no_mistakes(good):
    assert API.mistakes("sing", {"song": "la", **good}) == []


@pytest.mark.parametrize(
    ("bad", "mistake"),
    [
        ({"song": 1}, "sing.song is no String: 1"),
        ({"tune": "x"}, "sing has no field tune"),
        ({"voices": [{"pitch": 1}]}, "sing.voices[0] is no array: {'pitch': 1}"),
        ({"voices": [[{}]]}, "sing.voices[0][0]:Voice lacks pitch"),
        ({"voices": [[{"pitch": "1"}]]}, "sing.voices[0][0]:Voice.pitch is no Integer: '1'"),
        ({"where": 1.5}, "sing.where is no Integer: 1.5"),
        ({"stage": {"length": "3"}}, "sing.stage:Pier.length is no Integer: '3'"),
        ({"tempo": True}, "sing.tempo is no number: True"),
        ({"loud": 1}, "sing.loud is no Boolean: 1"),
    ],
    ids=str,
)
def test_a_mistake_is_named_with_its_place(bad, mistake):
    assert API.mistakes("sing", {"song": "la", **bad}) == [mistake]


def test_a_missing_parameter_and_an_unknown_method_are_mistakes():
    assert API.mistakes("sing", {}) == ["sing lacks song"]
    assert API.mistakes("dance", {}) == ["dance is no method"]
    assert API.mistakes("rest", {"how_long": 3}) == ["rest has no field how_long"]
