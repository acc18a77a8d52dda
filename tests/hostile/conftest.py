"""The example agency stands beside the tests of the forms, its clean figures beside those of the rules."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "forms"), str(HERE.parent / "rules")]
