"""The build writes the rules into the package as they are held in memory, so that a start need not read their files.

All else that setuptools must know stands in setup.cfg.
"""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithRules(build_py):
    """Copies the package, and adds its packed rules; what is installed to be worked on reads the files anew."""

    def run(self) -> None:
        """Copy and add."""
        super().run()
        if not self.editable_mode:
            sys.path.insert(0, str(Path(__file__).parent))
            from cleaner.rule_files import read_rules
            from cleaner.rulebook import PACKED
            from cleaner.rules import packed

            Path(self.build_lib, "cleaner", "rules", Path(PACKED).name).write_bytes(packed(read_rules()))


setup(cmdclass={"build_py": BuildWithRules})
