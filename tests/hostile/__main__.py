"""Write the table of results (needs LibreOffice).

``PYTHONPATH=tests:tests/helpers python tests/hostile > docs/hostile.md``
"""

import sys

import table

sys.stdout.reconfigure(encoding="utf-8")
sys.stdout.write(table.whole_page())
