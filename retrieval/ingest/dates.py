"""A calendar day out of what a source states, or nothing: a date is never guessed.

Month names are those of the languages whose pages were looked at; a date in another language stays
unknown until someone writes it as 2024-03-31.
"""

import re
from datetime import date, datetime

from retrieval.folding import fold

_MONTH_NAMES = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
januar februar märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი
"""
_MONTHS = {
    fold(name): number
    for names in _MONTH_NAMES.strip().splitlines()
    for number, name in enumerate(names.split(), 1)
} | {"sept": 9}

_FIRST_YEAR = 1600
_OF = r"(?:(?:de|of|del)\s+)?"
_YEAR_FIRST = r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?![-/.]?\d)"
# Dots go with the day first everywhere; with strokes, day and month change places by country.
_DOTTED = r"(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
_DAY_FIRST = (
    r"(?P<d3>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+" + _OF + r"(?P<m3>[^\W\d_]{3,})\.?,?\s+" + _OF
    + r"(?P<y3>\d{4})"
)  # fmt: skip
_MONTH_FIRST = r"(?P<m4>[^\W\d_]{3,})\.?\s+(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{4})"
_TIME = (
    r"(?:[T,\s]+(?:(?:at|um|à|a las|в|saat|-|–)\s*)?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?"
    r"\s*(?:Z\b|[+-]\d{2}:?\d{2}|[ap]\.?m\.?|(?:uhr|gmt|utc|c?e[sd]?t|msk|h)\b)?)?"
)
_DATE = re.compile(
    rf"(?:{_YEAR_FIRST}|{_DOTTED}|{_DAY_FIRST}|{_MONTH_FIRST})(?!\d){_TIME}", re.IGNORECASE
)


def read_date(value: object) -> date:
    """Return the calendar day that a value states, in the time zone it states it in.

    Understood are ISO dates and times, "3 March 2024", "March 3, 2024" and "03.03.2024".
    Raises ValueError for anything else, such as "03/04/2024", which is two days.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = find_date(value.strip()) if isinstance(value, str) else None
    if found is None or not isinstance(value, str) or re.match(r"\w", value.strip()[found[1] :]):
        raise ValueError("which is no date such as 2024-03-31")
    return found[0]


def find_date(text: str) -> tuple[date, int] | None:
    """Return the day with which a text starts, and where the date ends; None without one.

    A time behind the date belongs to it. Raises ValueError for a day that no calendar has.
    """
    found = _DATE.match(text)
    if found is None:
        return None
    year, month, day = (_part(found, letter) for letter in "ymd")
    number = int(month) if month.isdigit() else _MONTHS.get(fold(month))
    if number is None:
        return None
    try:
        # A year before printing is one of another calendar.
        if int(year) < _FIRST_YEAR:
            raise ValueError(year)
        return date(int(year), number, int(day)), found.end()
    except ValueError:
        raise ValueError("which is no day of the calendar") from None


def _part(found: re.Match[str], letter: str) -> str:
    return next(text for n in range(1, 5) if (text := found[f"{letter}{n}"]))
