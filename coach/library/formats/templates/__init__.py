"""How a new file begins: each is right as it stands, and explains itself."""
