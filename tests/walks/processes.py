"""The command `dossier` as a process of its own, as it runs in earnest."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sandbox.server import Sandbox
from bot.settings import PROJECT_ROOT, Settings

SECRET = "Zebra-on-the-night-ferry_0123456789"
TOKEN = f"7301942:{SECRET}"
PATIENCE_S = 30.0
COMMAND = (sys.executable, "-m", "bot.cli")


class Finished:
    """A process that ended: its code, and what it printed, which must not hold the token."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code = code
        self.out = out.decode()
        self.err = err.decode()
        assert SECRET not in self.out + self.err
        # In a line of the log it is welcome.
        assert "\nTraceback" not in f"\n{self.out}\n{self.err}", self.err

    def __repr__(self) -> str:
        return f"<exit {self.code}\n{self.out}\n{self.err}>"


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """Return an environment with nothing in it but what a command is told here."""
    return {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(PROJECT_ROOT),
        "HOME": str(tmp_path),
        "DATA_DIR": str(tmp_path / "data"),
        **more,
    }


def environment_of(settings: Settings, tmp_path: Path, **more: str) -> dict[str, str]:
    """Return the environment that tells a process what these settings say."""
    told = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": settings.telegram_api_base_url,
        "TELEGRAM_API_FILE_URL": settings.telegram_api_file_url,
        "DOSSIER_DIR": str(settings.dossier_dir),
        "DATA_DIR": str(settings.data_dir),
        "ADMIN_IDS": ",".join(map(str, settings.admin_ids)),
    }
    return environment(tmp_path, **told | more)


class Running:
    """A bot in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._output = asyncio.create_task(process.communicate())

    def kill(self) -> None:
        """End it as a power cut would, if it still runs."""
        if self._process.returncode is None:
            self._process.kill()

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.send_signal(signal.SIGTERM)

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self._process.send_signal(signal.SIGINT)

    async def ended(self) -> Finished:
        """Return how it ended, waiting for it."""
        async with asyncio.timeout(PATIENCE_S):
            out, err = await self._output
        return Finished(self._process.returncode or 0, out, err)


@asynccontextmanager
async def a_process(
    *arguments: str, env: Mapping[str, str], cwd: Path, command: tuple[str, ...] = COMMAND
) -> AsyncIterator[Running]:
    """Start a process; it is killed at the end if it still runs."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, *arguments, env=env, cwd=cwd, stdout=pipe, stderr=pipe, stdin=pipe
    )
    running = Running(process)
    try:
        yield running
    except BaseException as error:
        running.kill()
        error.add_note(f"The process said: {await running.ended()}")
        raise
    finally:
        running.kill()
        await running.ended()


async def dossier(
    *arguments: str, env: Mapping[str, str], cwd: Path, given: str | bytes = b""
) -> Finished:
    """Run the command to its end."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *COMMAND, *arguments, env=env, cwd=cwd, stdout=pipe, stderr=pipe, stdin=pipe
    )
    async with asyncio.timeout(PATIENCE_S):
        given = given.encode() if isinstance(given, str) else given
        out, err = await process.communicate(given)
    return Finished(process.returncode or 0, out, err)


async def serves(sandbox: Sandbox, after: int = 0) -> None:
    """Return once a bot polls."""
    async with asyncio.timeout(PATIENCE_S):
        await sandbox.seen("getUpdates", after)


def last_request(sandbox: Sandbox) -> int:
    """Return the number of the newest request."""
    return max((request["n"] for request in sandbox.requests), default=0)
