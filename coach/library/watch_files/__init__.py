"""What watches and their sites write of runs, walks, rides and swims: FIT, GPX, and Strava's and Garmin's tables."""
