"""`dossier ask --explain`: why a reply is as it is, for people and for programs."""

import asyncio
import json
import re

import pytest

from tests.walks.ferry import NEARLY, OUTSIDE, WHO_BUILT, WIDE
from tests.walks.processes import dossier, environment


@pytest.fixture
def run(tmp_path, folder):
    async def run(*arguments, given=b""):
        env = environment(tmp_path, DOSSIER_DIR=str(folder))
        return await dossier("ask", *arguments, env=env, cwd=tmp_path, given=given)

    return run


async def test_the_explanation_stands_below_the_reply_plain_in_a_pipe(run):
    plain, explained = await asyncio.gather(run(NEARLY), run("--explain", NEARLY))

    assert explained.code == 0
    assert explained.out.startswith(f"{plain.out}\nWhy this reply\n")
    assert "• “Lisbon” (a name, weight 1.00, rarity " in explained.out
    assert re.search(r"Lacks .*“Lisbon”\.", explained.out)
    assert "Only the nearest passages: The dossier does not mention “Lisbon”." in explained.out
    assert "Against it: to begin with −" in explained.out
    assert "\x1b" not in explained.out


async def test_where_nothing_was_found_that_is_explained_too(run):
    finished = await run("--explain", OUTSIDE)

    assert finished.code == 0
    assert finished.out.count(": not in the dossier\n") == 3


async def test_programs_get_the_explanation_as_an_object(run):
    finished = await run("--explain", "--json", WHO_BUILT)
    reply = json.loads(finished.out)
    explanation = reply["explanation"]

    assert list(reply)[-2:] == ["elapsed_ms", "explanation"]
    assert [word["word"] for word in explanation["words"]] == ["yard", "built", "Sunniva"]
    assert explanation["words"][0]["forms"][0] == {"as": "yard", "kind": "asked", "share": 1.0}
    assert [p["passage_id"] for p in explanation["passages"]] == [
        quote["passage_id"] for quote in reply["quotes"]
    ]
    for passage in explanation["passages"]:
        assert sum(passage["parts"].values()) == pytest.approx(passage["score"], abs=1e-4)
    assert explanation["outcome"] == reply["outcome"] == "answer"
    assert 0.5 <= explanation["confidence"] <= 1


async def test_every_line_of_a_batch_is_explained(run):
    lines = [{"id": number, "question": q} for number, q in enumerate((WHO_BUILT, OUTSIDE))]
    given = "\n".join(map(json.dumps, lines)).encode()

    finished = await run("--explain", "--batch", "-", given=given)

    objects = [json.loads(line) for line in finished.out.splitlines()]
    assert [o["explanation"]["outcome"] for o in objects] == ["answer", "nothing"]
    assert objects[1]["explanation"]["confidence"] is None


async def test_a_follow_up_says_what_it_took_from_the_question_before(run):
    plain, explained, alone = await asyncio.gather(
        run("--after", WHO_BUILT, "and when was that?"),
        run("--json", "--explain", "--after", WHO_BUILT, "and when was that?"),
        run("--json", "and when was that?"),
    )

    assert f"Understood as a follow-up to “{WHO_BUILT}”" in plain.out
    item = json.loads(explained.out)
    assert (item["outcome"], item["follows"]) == ("answer", WHO_BUILT)
    assert item["explanation"]["follows"] == WHO_BUILT
    carried = {word["word"] for word in item["explanation"]["words"] if word["is_carried"]}
    assert carried == set(item["carried"]) >= {"Sunniva"}
    assert json.loads(alone.out)["outcome"] == "nothing"


async def test_who_else_leaves_out_what_was_quoted_before(run):
    first, more = await asyncio.gather(
        run("--json", WIDE), run("--json", "--after", WIDE, "anything else?")
    )

    shown = {quote["passage_id"] for quote in json.loads(first.out)["quotes"]}
    assert not shown & {quote["passage_id"] for quote in json.loads(more.out)["quotes"]}


async def test_after_goes_with_one_question_only(run):
    refused = await run("--after", WHO_BUILT, "--batch", "-")

    assert refused.code == 2
    assert "--after goes with a question" in refused.err
