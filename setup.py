"""Carries schemas/ and workbooks/ into the wheel as pmr_xl/shipped/; everything else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

TRAVELLERS = ("schemas", "workbooks")


class BuildWithShelves(build_py):
    """build_py that also lays down the office that comes with the program. A working copy uses its own folders."""

    def run(self) -> None:
        """Build, then copy."""
        super().run()
        if self.editable_mode:
            return
        shelves = Path(self.build_lib) / "pmr_xl" / "shipped"
        shutil.rmtree(shelves, ignore_errors=True)  # what is gone here must not travel on from an earlier build
        for folder in TRAVELLERS:
            for source in sorted(Path(folder).rglob("*")):
                if source.is_file() and not source.name.startswith((".", "~")):
                    target = shelves / source
                    self.mkpath(str(target.parent))
                    self.copy_file(str(source), str(target))


setup(cmdclass={"build_py": BuildWithShelves})
