"""What mail programs put before a subject that is answered or forwarded."""

import re

_ANSWERED = "re|aw|antw|sv"
_FORWARDED = "fwd?|wg|tr|doorst"

#: Some programs count the answers: ``Re[2]:``. In Chinese the colon is a wide one.
_MARK = r"\s*(?:{})\s*(?:\[\d+\])?\s*[:：]"
_IS_ANSWER = re.compile(_MARK.format(_ANSWERED), re.IGNORECASE)
_MARKS = re.compile(rf"^(?:{_MARK.format(f'{_ANSWERED}|{_FORWARDED}')})+", re.IGNORECASE)


def is_answer(subject: str) -> bool:
    """Whether it says that it answers; what follows is then another's."""
    return bool(_IS_ANSWER.match(subject))


def unmarked(subject: str) -> str:
    """Without these marks, however many there are."""
    return _MARKS.sub("", subject)
