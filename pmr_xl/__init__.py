"""pmr_xl: a linter and a typesetter for performance submissions.

Agencies fill a form, rules judge it, figures are compared with targets and with what was published,
supervisors decide, and the tables of the Mayor's Management Report come out.
"""

__version__ = "0.1.0"
