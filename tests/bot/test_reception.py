import pytest

from bot.reception import WatchingRequest
from bot.sandbox.server import Sandbox

TOKEN = "4242:a-token-for-tests"


@pytest.mark.parametrize(("token", "calls"), [(TOKEN, 0), ("4242:another-token", 1)])
async def test_a_token_that_telegram_no_longer_knows_is_noticed_by_any_call(token, calls):
    refusals = []
    request = WatchingRequest(lambda: refusals.append(1), httpx_kwargs={"trust_env": False})

    async with Sandbox(TOKEN) as sandbox, request:
        await request.do_request(f"{sandbox.api_base_url}{token}/getMe", "POST")

    assert len(refusals) == calls
