"""What is said of keys beside their meaning: examples, defaults, what each word means, and whose ids they take."""
