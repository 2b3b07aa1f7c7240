"""What reports answers when the panel or another section asks."""
