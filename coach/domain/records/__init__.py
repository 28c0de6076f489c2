"""What a runner did and said: sessions, runs, walks, events, their answers, and who the runner is."""
