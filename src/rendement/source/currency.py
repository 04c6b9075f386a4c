"""The currencies that a file may count in (ISO 4217), and how they are written."""

import re
from collections.abc import Iterator

from rendement.source.finding import ScalarError

KEY = "valuta"
EURO = "EUR"

_ISO_4217 = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD
    LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
    PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CODES = frozenset(re.findall("[A-Z]{3}", _ISO_4217))
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}
_NAMES = {
    **{sign: code for code, sign in SIGNS.items()},
    "euro": "EUR",
    "eur": "EUR",
    "pond": "GBP",
    "pound": "GBP",
    "dollar": "USD",
    "yen": "JPY",
}
_ANY = re.compile(r"[€£$¥]|(?<![A-Za-z])(?:[A-Z]{3}|[Ee]uro?|[Pp]ond|[Dd]ollar|[Yy]en)(?![A-Za-z])")
_SIGN = re.compile(
    r"(?P<before>-?)(?P<sign>[€£$¥]|[A-Z]{3}(?=[\s\d-]))\s*(?P<after>-?)(?P<body>.*)", re.DOTALL
)


def currency(text: str) -> str:
    """The value of `valuta`.

    >>> currency("GBP")
    'GBP'
    """
    value = text.strip()
    if value in CODES:
        return value
    meant = _NAMES.get(value.lower().rstrip("s"), value.upper() if value.upper() in CODES else "")
    remedy = f"schrijf {meant or 'de code van drie hoofdletters, zoals EUR, GBP of USD'}"
    message = f"`{value[:40]}` is geen code van een valuta (ISO 4217)"
    raise ScalarError("onbekende-valuta", message, remedy)


def sign_of(code: str) -> str:
    """How a currency is printed before an amount.

    >>> sign_of("GBP"), sign_of("CHF")
    ('£', 'CHF')
    """
    return SIGNS.get(code, code)


def currencies_in(text: str) -> Iterator[str]:
    """Every currency that a text names, by sign, code or word.

    >>> list(currencies_in("€ 5 of GBP 4")), list(currencies_in("NPO 5")), list(currencies_in("37.000 euro"))
    (['EUR', 'GBP'], [], ['EUR'])
    """
    for found in _ANY.findall(text):
        code = _NAMES.get(found.lower(), found)
        if code in CODES:
            yield code


def signed(text: str) -> tuple[str, str, str] | None:
    """The currency, the minus and the figures of an amount with a sign or code before it; None without one.

    >>> signed("£ 1.500"), signed("-USD 20"), signed("1500"), signed("CPI 20")
    (('GBP', '', '1.500'), ('USD', '-', '20'), None, None)
    """
    match = _SIGN.fullmatch(text)
    if match is None:
        return None
    before, sign, after, body = match.groups()
    code = _NAMES.get(sign, sign)
    return (code, before + after, body) if code in CODES else None
