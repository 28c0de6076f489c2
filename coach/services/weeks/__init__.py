"""The weeks behind a runner: what is read from them, and the page for whoever treats them: HTML, Markdown, PDF."""
