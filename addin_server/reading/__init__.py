"""A mail -> what it is, what it says, and the words that say so; or "not sure".

Pure: nothing is opened, no clock is read; the same mail gives the same reading. Bounded: every
step costs time in proportion to the text, and the text is capped. Read the modules in this order;
each imports only from those above it.

    source          the text as read, its parts, and findings in it
    grammar         how a phrase of a lexicon is written
    cues            phrases of a lexicon, found in a text
    style           CSS as far as it hides text
    layout          text written down as a page
    visible         HTML as the reader sees it; only home of selectolax
    parts           newest part, signature, history
    language        which language, and u or je, vous or tu, Sie or du
    invites         calendar parts; only home of icalendar
    vocabulary      what finding moments, names and places shares
    moment_tables   the lexicon's words for time, as tables
    moment_words    numbers and names of days and months
    moment_dates    days and times of day
    moment_pieces   the parts a moment is made of
    moment_grammar  days and times joined to options
    moments         when the interview is proposed
    deadline_words  until when an answer is wanted
    names           what a name looks like
    organisation_names what a company's name looks like
    organisation_places where in a mail such names stand
    organisations   employer and agency
    people          who writes, and who applies
    titles          the job
    places          where and how
    weights         what phrases add up to
    kinds           what the mail is, and who is speaking
    reader          all of it, joined
"""

from .reader import read, source_of

__all__ = ["read", "source_of"]
