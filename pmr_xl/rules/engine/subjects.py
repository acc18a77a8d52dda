"""What a rule can look at. The engine does the walking; a rule names its subject by annotating its first argument.

Of a file: ``Unreadable`` (it never became a book), ``Book``, ``Submission``. Of a row: ``Restatement``, ``Entry``,
``Comparison`` (an actual that is a number, beside all that it is compared with). Of a cell: the four below, by what
stands in it; a formula with a saved result is two of them. Of a table that is imported: ``PublishedRows``,
``MonthSeries``. Of figures by place or group: ``MemberTable``. Of an agency's definitions: ``DefinedIndicators``. A
rule whose first argument is ``A | B`` looks at both.

A cell is handed to rules where its agency fills it in, or was not to: a figure (``measure`` says of which unit), or
words (``measure`` is None). A row that is ordinary is handed to those rules alone that ask for ordinary ones too, any
other to those that can have something to say of what is out of the ordinary there
(:mod:`pmr_xl.rules.engine.row.laid`).
"""

from __future__ import annotations

from typing import NewType

from pmr_xl.model.entry import Entered

NumberCell = NewType("NumberCell", Entered)  # a number, of a cell that is to be filled in
TextCell = NewType("TextCell", Entered)  # text: words, NA, or a target's sign
FormulaCell = NewType("FormulaCell", Entered)  # a formula, with or without a saved result
ErrorCell = NewType("ErrorCell", Entered)  # one of Excel's error values, or TRUE or FALSE

FileName = NewType("FileName", str)  # of a file that cannot be read: what rules on ``Unreadable`` are given besides
