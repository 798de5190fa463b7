"""Benches: each measures us beside a yardstick in the same run, for a shared machine makes a bare figure worthless."""
