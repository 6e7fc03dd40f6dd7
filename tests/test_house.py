"""The rules of the house: who may import whom, where SQL and the environment may be touched."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(p for folder in ("bot", "retrieval") for p in (ROOT / folder).rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in CODE]

MAY_IMPORT_TELEGRAM = (
    "bot/handlers/",
    "bot/inbox/",
    "bot/access.py",
    "bot/app.py",
    "bot/calls.py",
    "bot/commands/check.py",
    "bot/finishing.py",
    "bot/reception.py",
    "bot/sending.py",
    "bot/services.py",
    "bot/upkeep.py",
)
UNWELCOME_NAMES = {"utils", "helpers", "common", "const", "constants", "misc"}
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|PRAGMA)\s+\w", re.ASCII)


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("retrieval/")])
def test_retrieval_knows_no_bot_no_telegram_and_no_database(name: str) -> None:
    tops = {module.partition(".")[0] for module in imports_of(ROOT / name)}

    assert not tops & {"bot", "telegram", "sqlite3", "aiosqlite"}


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("bot/")])
def test_telegram_is_imported_only_where_messages_come_in_and_go_out(name: str) -> None:
    used = {m for m in imports_of(ROOT / name) if m.partition(".")[0] == "telegram"}

    if not name.startswith(MAY_IMPORT_TELEGRAM):
        assert used <= {"telegram.constants"}


@pytest.mark.parametrize("name", NAMES)
def test_sql_stands_only_in_the_store(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    strings = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    statements = [text for text in strings if isinstance(text, str) and SQL.search(text)]

    if not name.startswith("bot/store/"):
        assert not statements
        assert "aiosqlite" not in imports_of(ROOT / name)


@pytest.mark.parametrize("name", NAMES)
def test_the_environment_is_read_only_in_settings(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert name == "bot/settings.py" or not re.search(r"os\.(environ|getenv)", text)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_named_for_one_thing_and_not_after_the_standard_library(name: str) -> None:
    path = Path(name)

    assert path.stem not in UNWELCOME_NAMES
    assert path.stem.startswith("__") or path.stem not in sys.stdlib_module_names


@pytest.mark.parametrize("name", NAMES)
def test_a_file_stays_short_enough_to_be_read_at_once(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").count("\n")

    assert lines <= 300


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("__init__.py")])
def test_a_signboard_holds_no_logic(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))

    assert ast.get_docstring(tree)
    assert all(
        isinstance(node, ast.Expr | ast.Import | ast.ImportFrom | ast.Assign) for node in tree.body
    )


def test_no_package_hides_behind_a_test_folder() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
