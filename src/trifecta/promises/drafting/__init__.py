"""How the book of terms is changed: what a draft says in words, what is odd about it, and how it is kept."""
