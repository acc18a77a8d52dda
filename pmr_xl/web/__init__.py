"""The door without installation: the same desk in a browser page that sends nothing anywhere.

``bridge`` runs inside the page, on a file system in the browser's memory; ``packing`` and ``making`` build the page.
"""
