"""
Business time: what part of elapsed time a desk is open.

A calendar is local wall time with an IANA zone. It is settled once into rows per UTC hour; every question after that
is a lookup and a subtraction. Instants are aware UTC, read in whole seconds. Source: ADR 0010.
"""
