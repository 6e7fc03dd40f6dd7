import pytest

from bot import cli

SECRET = "4242:nobody-should-read-this"


def test_an_error_that_nobody_foresaw_is_one_line_without_its_words(monkeypatch, capsys):
    def fail(**_):
        raise RuntimeError(f"refused {SECRET}")

    monkeypatch.setattr(cli, "dossier", fail)

    with pytest.raises(SystemExit) as ended:
        cli.main()

    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert said.startswith("dossier: this should not have happened (RuntimeError in test_cli.py")
    assert said.count("\n") == 1
    assert SECRET not in said
