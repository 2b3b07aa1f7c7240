"""What events answers when the panel or another section asks."""
