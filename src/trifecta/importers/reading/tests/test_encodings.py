import pytest

from trifecta.importers.reading import encodings

PORTUGUESE = "solução não avançou; requerente já está à espera da resposta do técnico\n"
GERMAN = "Drucker lässt sich nicht öffnen, Gehäuse heiß, übergeben\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850", "mac_roman"])
@pytest.mark.parametrize("text", [PORTUGUESE, GERMAN])
def test_words_tell_their_encoding(encoding: str, text: str):
    written = text.encode(encoding)

    assert encodings.detect(written, written) == encoding


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_at_the_beginning_decides(encoding: str):
    written = PORTUGUESE.encode(encoding)

    assert encodings.detect(written, written) == encoding


def test_wide_text_without_a_mark_is_found():
    written = "number;opened\r\n1;2026-01-05\r\n".encode("utf-16-le")

    assert encodings.detect(written, b"") == "utf-16-le"


def test_plain_text_is_utf8():
    assert encodings.detect(b"number,opened\n", b"") == "utf-8"


def test_a_few_broken_lines_do_not_change_the_encoding():
    lines = [PORTUGUESE.encode()] * 30 + [PORTUGUESE.encode("cp1252")]

    assert encodings.detect(b"number", b"".join(lines)) == "utf-8"


def test_a_stray_byte_is_read_as_windows_text():
    assert b"caf\xe9 \x96 ok".decode("utf-8", encodings.STRAY) == "café – ok"
