"""What the dock is put through, a file for each kind of trouble."""
