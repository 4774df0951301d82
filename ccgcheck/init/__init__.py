"""Begin a repository of governance documents: what is asked, what is written, and that nothing is overwritten."""
