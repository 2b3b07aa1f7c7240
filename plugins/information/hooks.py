"""What information answers when the panel or another section asks."""
