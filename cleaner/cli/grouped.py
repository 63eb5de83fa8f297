"""The sources of a batch, by where their records go and how they are read."""

import os
from typing import TYPE_CHECKING

import click

from cleaner.cli.streams import complain

if TYPE_CHECKING:
    from cleaner.batch import Target


def grouped(
    sources: tuple[str, ...], output: str | None, verbose: bool
) -> dict[str, dict[tuple[str | None, str | None], list["Target"]]]:
    """The files that sources stand for, by the folder of their records, then by the site and charset configured.

    Raises UsageError for sources or a configuration that can't be used; then nothing has been touched.
    """
    from cleaner.batch import Unusable, files, targets
    from cleaner.config import BadConfig, Config, config_for

    if "-" in sources:
        raise click.UsageError("Standard input has no name to keep its record under; use cleaner clean.")
    folders: dict[str, dict[str, tuple[str | None, str | None]]] = {} if output is None else {output: {}}
    try:
        known: dict[str, tuple[Config, str | None, bool]] = {}
        for path in files(sources):
            # What holds for one file of a folder holds for all in it.
            beside = os.path.dirname(path)
            if beside not in known:
                config = config_for(path)
                folder = output or config.output
                known[beside] = (config, folder, folder is not None and _is_record(path, folder))
            config, folder, inside = known[beside]
            if folder is None:
                raise click.UsageError("Where are the records to go? Give -o DIR, or output in the configuration.")
            if inside or config.excludes(path):
                if verbose:
                    complain(path, "left alone: excluded by the configuration, or a record itself")
                continue
            folders.setdefault(folder, {})[path] = (config.site, config.encoding)
        groups: dict[str, dict[tuple[str | None, str | None], list[Target]]] = {folder: {} for folder in folders}
        for folder, kinds in folders.items():
            for target in targets(kinds):
                groups[folder].setdefault(kinds[target.path], []).append(target)
    except (Unusable, BadConfig) as error:
        raise click.UsageError(f"{error}.") from None
    return groups


def _is_record(path: str, folder: str) -> bool:
    """Whether a source stands in the folder of records; not where that holds all there is, `-o .`."""
    inside = os.path.join(os.path.abspath(folder), "")
    return os.path.abspath(path).startswith(inside) and not os.path.join(os.getcwd(), "").startswith(inside)
