from datetime import UTC, datetime

import pytest

from bot.store.database import FILE_NAME, Database

NOON = datetime(2031, 5, 4, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def noon():
    return NOON


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / FILE_NAME


@pytest.fixture
async def database(path):
    async with await Database.open(path, now=lambda: NOON) as database:
        yield database
