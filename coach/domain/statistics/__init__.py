"""What the weeks show: the light of each day, pain, doses, running, what goes with what, and what the coach changed."""
