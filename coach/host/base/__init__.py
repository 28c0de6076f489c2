"""What all packages of the host share: its folders, its error, calls to the kernel, and the terminal's variables."""
