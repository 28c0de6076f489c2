"""What the commands share: the coach opened as wished, words and shapes of what is printed, a refusal and its code."""
