"""The build writes rules, expressions and tables into the package as they are held: a start need not make them anew.

All else that setuptools must know stands in setup.cfg.
"""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildPacked(build_py):
    """Copies the package, and adds what is packed; what is installed to be worked on reads the files anew."""

    def run(self) -> None:
        """Copy and add."""
        super().run()
        if not self.editable_mode:
            sys.path.insert(0, str(Path(__file__).parent))
            from cleaner.packing import additions

            for path, data in additions().items():
                Path(self.build_lib, "cleaner", path).write_bytes(data)


setup(cmdclass={"build_py": BuildPacked})
