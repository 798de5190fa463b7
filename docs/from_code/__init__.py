"""
The reference, written from the code: `make docs` writes it, and a test fails when a page says what is no longer so.

A page is a module here with `TITLE`, `INTRODUCTION` and `body() -> str`.
"""
