"""What runs in a guest's own process: the way in, the commands they may give, and the sandbox around them."""
