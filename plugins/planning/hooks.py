"""What planning answers when the panel or another section asks."""
