"""What the commands share: the option --dossier, the settings, an edition read for one use."""

from pathlib import Path

import click

from bot.settings import Settings, load_settings

dossier_option = click.option(
    "--dossier",
    "dossier_dir",
    type=click.Path(path_type=Path),
    help="The folder of documents (DOSSIER_DIR); the shipped seeds by default.",
)


def settings_with(dossier_dir: Path | None = None, **others: object) -> Settings:
    """Return the settings, with what the command line says in the place of the environment."""
    return load_settings(dossier_dir=dossier_dir, **others)
