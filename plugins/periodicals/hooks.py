"""What periodicals answers when the panel or another section asks."""
