"""`python -m bot.sandbox`: for pointing any bot at it by hand."""

import asyncio
import signal
import sys
from pathlib import Path

import httpx

import bot


async def test_it_says_where_it_is_and_stops_when_interrupted():
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.sandbox", "--port", "0", "--token", "7:abc"),
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(bot.__file__).parents[1],
    )
    lines = [(await process.stdout.readline()).decode() for _ in range(4)]
    told = dict(line.split(maxsplit=1) for line in lines[1:])
    async with httpx.AsyncClient(trust_env=False) as client:
        me = await client.get(f"{told['TELEGRAM_API_BASE_URL:'].strip()}7:abc/getMe")
    process.send_signal(signal.SIGINT)
    rest, _ = await process.communicate()

    assert lines[0].startswith("Chat page:")
    assert me.json()["result"]["id"] == 7
    assert (rest.decode().strip(), process.returncode) == ("Stopped.", 0)
