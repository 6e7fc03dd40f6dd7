"""One file for each sub-command of `dossier`; `options` holds what they share."""
