"""The commands about people: the runner's profile, who sees their page, and whose pages they see."""
