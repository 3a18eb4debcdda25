"""What the archive is measured by: stores filled with made-up rows, and exports watched from outside."""
