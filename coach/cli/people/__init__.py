"""The commands about people: the runner, who sees their page, whose page they see."""
