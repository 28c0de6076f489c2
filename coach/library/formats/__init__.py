"""What each kind of file may say: its keys, its checks, its schema and its documentation."""
