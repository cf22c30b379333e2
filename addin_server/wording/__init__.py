"""A draft, also one written by hand -> the words in it that are better put otherwise, and why.

Pure, and never in the way: a finding blocks nothing. A decent letter in another person's style has
none: what is not sure is not said. Linear in the text, and the text is capped.

    draft       what is checked, and a finding
    book        the lexicon: signs to look for, sentences to say
    patterns    expressions made of its words
    cutting     a text in sentences, and these in pieces
    sheet       a draft cut into greeting, sentences and closing
    mark        a place that a rule has something to say about
    tally       which sentence does what: thanks, praises, explains
    names       wrong name; a blank that is left
    job         wrong organisation or role
    decided     whether a candidate's letter says no, and stands by it
    decline     what a candidate's letter must and must not say
    reject      what an employer's letter must and must not say
    checker     all of it, joined
    question    a draft as JSON, and its answer
"""

from .checker import CODES, check
from .draft import Context, Draft, Finding, Pool
from .question import answer

__all__ = ["CODES", "Context", "Draft", "Finding", "Pool", "answer", "check"]
