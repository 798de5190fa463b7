"""What is left to do before a new desk can work: the front page of its administrators until the first ticket."""
