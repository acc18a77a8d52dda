"""Write the table of results (needs LibreOffice).

``PYTHONPATH=tests:tests/helpers python tests/hostile > docs/hostile.md``
"""

import sys

import conftest  # noqa: F401 - it says where the other modules are

sys.stdout.reconfigure(encoding="utf-8")

import table  # noqa: E402 - after the path

sys.stdout.write(table.whole_page())
