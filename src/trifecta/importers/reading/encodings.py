"""Which encoding a foreign file was written in, told from its bytes."""

from __future__ import annotations

import codecs
from itertools import pairwise
from unicodedata import category

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE = ("cp1252", "cp850", "mac_roman")
_FAR_FROM_ASCII = 0.3
_FEW = 0.1
_ODD = frozenset({"Cc", "Cn", "Co", "Cs"})
STRAY = "trifecta.stray"


def detect(beginning: bytes, unusual: bytes) -> str:
    """
    The encoding, given the first bytes and the lines that are not plain ASCII.

    A byte order mark decides; then UTF-8, because other text almost never is valid UTF-8 by chance; then the
    single-byte encoding that gives the most believable words.
    """
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return encoding
    if wide := _wide(beginning):
        return wide
    if _is_utf8(unusual):
        return "utf-8"
    return max(SINGLE_BYTE, key=lambda encoding: believable(unusual.decode(encoding, "replace")))


def is_wide(encoding: str) -> bool:
    """Whether a character takes two or four bytes, so that the text must not be cut at any byte."""
    return encoding.startswith(("utf-16", "utf-32"))


def _is_utf8(lines: bytes) -> bool:
    """Nearly every line is; a line cut in two by a block, or one with a stray byte, is forgiven."""
    bad = sum(1 for line in lines.splitlines() if _breaks_utf8(line))
    return bad <= len(lines.splitlines()) * _FEW


def _breaks_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def believable(text: str) -> int:
    """
    How much a text looks like words: small letters inside words speak for it, capitals and signs there against it.

    >>> believable("caf\N{LATIN SMALL LETTER E WITH ACUTE}") > believable("caf\N{SINGLE LOW-9 QUOTATION MARK}")
    True
    """
    score = 0
    for before, letter in pairwise(text):
        if not letter.isascii() and before.isalpha():
            score += 1 if _is_small(letter) else -1 if _is_small(before) or not letter.isalpha() else 0
        if not before.isascii() and _is_small(letter):
            score += 1 if before.isalpha() else -1
    return score


def is_text(beginning: str) -> bool:
    """
    Whether people could have written it: signs that control a machine, or are none at all, are rare.

    >>> is_text("a\\tb\\r\\n"), is_text("\\x07\\x9dM\\x00P")
    (True, False)
    """
    odd = sum(category(letter) in _ODD and not letter.isspace() for letter in beginning)
    return odd + beginning.count("\N{REPLACEMENT CHARACTER}") <= len(beginning) * _FEW


def _is_small(letter: str) -> bool:
    return category(letter) == "Ll"


def _wide(beginning: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    half = len(beginning) // 2
    if half and beginning[1::2].count(0) > half * _FAR_FROM_ASCII:
        return "utf-16-le"
    if half and beginning[::2].count(0) > half * _FAR_FROM_ASCII:
        return "utf-16-be"
    return None


def _read_stray(error: UnicodeError) -> tuple[str, int]:
    """A byte that breaks the encoding is read as cp1252, which is what pasted Windows text is."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(STRAY, _read_stray)
