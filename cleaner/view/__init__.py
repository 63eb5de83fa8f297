"""Records for the eye: a page for the browser, and lines for the terminal."""
