"""The book of terms: what is promised to whom by when, drafted, tried out and published."""
