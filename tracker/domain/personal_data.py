"""What in a note seems to identify a person. The words themselves are never repeated in a message.

Names of roles are fine and names of people cannot be told from them, so only what has a form of its own is
looked for: an address, a number, a reference. United Kingdom forms; postcode areas as the Royal Mail uses
them, National Insurance numbers as HM Revenue and Customs describes them (NIM39110).
"""

from __future__ import annotations

import re

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN "
    "EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK "
    "ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA "
    "TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)

_FORMS = {
    "an e-mail address": r"[\w.+-]+@[\w-]+\.[\w.-]*\w",
    "a telephone number": r"(?<![\w.,/])(?:\+\s?44\s?(?:\(0\))?|\(?0)(?:[\s()-]{0,2}\d){9,10}(?![\w/])",
    "a postcode": rf"\b(?:{'|'.join(_AREAS.split())})\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{{2}}\b",
    "a date of birth": r"\b(?:d\.?o\.?b\b|date of birth|born\b)|\b\d{1,2}[/.-]\d{1,2}[/.-]19\d\d\b",
    "a National Insurance number": (
        r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?(?:\d\d\s?){3}[A-D]\b"
    ),
    "a crime or custody reference": (
        r"\b(?:[A-Z]{1,3}/?)?\d{2}[A-Z]{0,3}/\d{3,8}/\d{2,4}\b"
        r"|\b(?:crime|custody|occurrence|incident)\s+(?:ref(?:erence)?|record|number|no)\b[^\w]*"
        r"(?:(?:number|no)\b[^\w]*)?[A-Z/]{0,5}\d"
    ),
}
_PATTERNS = {kind: re.compile(form, re.IGNORECASE) for kind, form in _FORMS.items()}
#: None of the forms does without a digit, an @ or one of the words for a birth.
_WORTH_A_LOOK = re.compile(r"[\d@]|birth|born|d\.?o\.?b", re.IGNORECASE)


def personal_data_in(text: str) -> list[str]:
    """The kinds of personal data that a text seems to hold, each with its article; empty where none does."""
    if not _WORTH_A_LOOK.search(text):
        return []
    return [kind for kind, pattern in _PATTERNS.items() if pattern.search(text)]
