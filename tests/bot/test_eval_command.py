import pytest
from click.testing import CliRunner

from bot.commands import eval as eval_command


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(eval_command.command, arguments)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout whose report tells with which options it was run."""
    folder = tmp_path / "tests" / "evaluation"
    folder.mkdir(parents=True)
    (folder / "report.py").write_text("import sys\nprint('report', sys.argv[1:])\nsys.exit(3)\n")
    monkeypatch.setattr(eval_command, "CHECKOUT", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("checkout")
def test_without_questions_a_checkout_reports_on_its_own_dossiers(run, capfd):
    ended = run("--json")

    assert ended.exit_code == 3
    assert capfd.readouterr().out == "report ['--json']\n"


@pytest.mark.usefixtures("checkout")
def test_a_dossier_of_ones_own_needs_questions_of_ones_own(run, tmp_path):
    ended = run("--dossier", str(tmp_path))

    assert ended.exit_code == 2
    assert "--questions" in ended.output


def test_an_installed_program_asks_for_questions(run, tmp_path, monkeypatch):
    monkeypatch.setattr(eval_command, "CHECKOUT", tmp_path)

    assert "--questions" in run().output
