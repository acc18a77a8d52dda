"""The example agency stands beside the tests of the forms; the rules' stories are told about it too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "forms"))
