"""Parts of acts that several of them share: the row and its entry together."""
