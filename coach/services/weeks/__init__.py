"""The weeks behind a runner: what they show, and the page for a clinician as HTML, Markdown or PDF."""
