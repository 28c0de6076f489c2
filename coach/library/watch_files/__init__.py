"""Reads runs, walks, rides and swims from files of watches and their sites: FIT, GPX, Strava's and Garmin's CSV."""
