"""A mail -> what it is, what it says, and the words that say so; or "not sure".

Pure: nothing is opened, no clock is read; the same mail gives the same reading. Bounded: every
step costs time in proportion to the text, and the text is capped. Read the modules in this order;
each imports only from those above it.

    patterns        compiled when first needed
    source          the text as read, its parts, and findings in it
    index           where the words of a text stand
    grammar         how a phrase of a lexicon is written
    cue_sweeps      one way through a text with phrases of a lexicon
    cues            phrases of a lexicon, found in a text
    style           CSS as far as it hides text
    layout          text written down as a page
    thinning        HTML without what a parser needs too long for
    visible         HTML as the reader sees it; only home of selectolax
    part_marks      words at which the parts of a mail begin
    parts           newest part, signature, history
    vocabulary      what finding moments, names and places shares
    language        which language, and u or je, vous or tu, Sie or du
    invites         calendar parts; only home of icalendar
    moment_patterns dates and times in figures, as patterns
    moment_zones    names of time zones as mails write them
    moment_tables   the lexicon's words for time, as tables
    moment_ranks    how much those words tell of a day or an hour
    moment_figures  figures of dates and times
    moment_dates    days and times of day
    moment_pieces   what a moment is made of, and what may stand between
    moment_hours    hours, and ranges and lists of them
    moment_spots    where a day may be told, or an hour of one
    moment_words    words and figures of dates and times, in one pass
    moment_nodes    days and hours, put together from their words
    moment_sharing  what days and hours of a list take from each other, or do not
    moment_grammar  days and times joined to options
    moment_instants the instants these mean
    moment_signs    what tells that a day is not a proposal
    moments         when the interview is proposed
    deadline_amounts whether a text may tell a term
    deadline_signs  what announces a last moment to answer
    deadline_words  until when an answer is wanted
    concepts        words as concepts that the four languages share
    names           what a name looks like
    name_sides      what stands beside a name
    closings        words that close a mail
    organisation_words the words around and inside names of organisations
    organisation_shapes patterns for such names
    organisation_cues phrases before and behind such names
    organisation_names what such a name looks like
    organisation_domains what the domain of an address says of it
    organisation_senders what display names say of it
    organisation_edges what stands before and behind one on its line
    organisation_endings who signs behind the last sentence of a line
    organisation_blocks the lines at a mail's end
    organisation_signatures which of them name one
    organisation_places words of the text that lead to one
    organisation_nouns names that say what they are
    organisation_hellos where a writer says for whom they write
    organisation_subjects names in what a mail is about
    organisation_traces names known by their likeness to a domain
    organisation_doubts what tells that a name is no employer's
    organisation_board what speaks for each name
    organisations   employer and agency
    greeted         who is greeted
    senders         the person in the sender's display name
    signatures      a line that is who signs
    signers         who signs
    introduced      whom the text introduces
    people          who writes, and who applies
    title_words     words around titles, and nouns for who does a job
    title_nouns     where the nouns stand that may say who does a job
    title_cues      where words stand that a title may stand behind or before
    title_clauses   words up to what no title goes over
    title_french    what little words join to a French title
    title_german    the same of a German one
    title_spans     how far a title reaches
    title_beside    signs of the plain words around what may be a title
    title_sightings words that may be the title, and the signs of it
    title_lines     those in subjects, on lines of their own, in passing
    title_followed  those before a word for a post
    title_cued      those that something introduces
    sign_weights    what signs count for, learnt from our own corpus
    titles          the job
    place_products  products, and words for how
    place_words     words for where and how, and nouns for places
    place_context   what the sentence around them says
    place_spans     how far the words for a place reach
    place_streets   addresses among them
    place_labels    those behind a label
    place_choices   one or the other
    place_modes     by phone, with a picture, in person
    places          where and how
    weights         what phrases add up to
    features        words and figures that may tell the kind
    learnt          how these speak for a kind, learnt from our own corpus
    organisation_runs all that is written like a name, whatever is said around it
    organisation_context words around a name: signs of whose it is
    organisation_looks its own letters and words: such signs too
    organisation_signs what is known of each name that may be the employer's
    organisation_shown the house that a display name alone tells
    employers       the one that all these signs speak for
    job_talk        whether a job is spoken of at all
    kind_evidence   the words that say so
    kinds           what the mail is, and who is speaking
    reader          all of it, joined
"""

from .reader import observe, read, source_of

__all__ = ["observe", "read", "source_of"]
