"""``python -m pmr_xl`` is ``pmr``."""

from pmr_xl.cli import main

main()
