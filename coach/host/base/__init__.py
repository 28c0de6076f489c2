"""What every room of the shared box stands on: its folders, its errors, the kernel and the terminal."""
