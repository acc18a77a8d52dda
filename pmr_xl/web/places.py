"""Where things lie in the page's own file system, which is the memory of a browser."""

CORE = "/core"  # on Python's path: the package and XlsxWriter; the office lies where the built-in one lies
READY = "/ready"  # what was made of the office's files; PMR_CACHE
HISTORY = "/history"  # published figures, a record for each agency
WORK = "/work"  # what is dropped and what is made of it
