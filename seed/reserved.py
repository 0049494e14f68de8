"""Numbers and names that no real person, phone or office can have. Everything the seed makes stays inside
them.

Identity numbers begin with 000, a prefix no province has; 04xx phone numbers are invalid in the whole
Vietnamese numbering plan; `.test` is reserved by RFC 2606; level-1 organisation code H99 is not given to any
province.
"""

IDENTITY_PREFIX = "000"
PHONE_PREFIX = "0400"
MAIL_DOMAIN = "mophong.test"
PROVINCE_CODE = "H99"


def century_digit(sex: str, birth_year: int) -> str:
    """The fourth digit of an identity number: 0/1 for men/women of 1900–1999, 2/3 for 2000–2099."""
    return str((birth_year // 100 - 19) * 2 + (sex == "female"))


def identity_number(sex: str, birth_year: int, serial: int) -> str:
    """A fake 12-digit identity number that agrees with sex, century and year; `serial` is its last six
    digits."""
    return f"{IDENTITY_PREFIX}{century_digit(sex, birth_year)}{birth_year % 100:02d}{serial:06d}"


def birth_year_of(identity: str) -> int:
    """The year of birth that an identity number tells."""
    return 1900 + int(identity[3]) // 2 * 100 + int(identity[4:6])


def phone_number(serial: int) -> str:
    """A fake mobile number without spaces: 0400 and the six digits of `serial`."""
    return f"{PHONE_PREFIX}{serial:06d}"


def shown_phone(phone: str) -> str:
    """A phone number as people write it: "0400123456" → "0400 123 456"."""
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}".strip()
