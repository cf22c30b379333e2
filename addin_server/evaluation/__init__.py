"""Labelled mails -> how well they are read. Pure but for `cases`, which opens the files.

Read the modules in this order; each imports only from those above it.

    scores      the arithmetic: shares, precision and recall, calibration
    matching    are these the words that were meant?
    labels      what a label may say, field by field
    cases       files -> labelled mails, and what is wrong with the others
    measuring   reads every mail, with the time that takes
    figures     what was read beside what the labels say
    page        the figures as text
"""

from .cases import load
from .figures import report
from .measuring import measure
from .page import page

__all__ = ["load", "measure", "page", "report"]
