"""About the program: its version, what it runs on, the licences of what it is made of."""
