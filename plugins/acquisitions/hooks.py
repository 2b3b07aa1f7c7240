"""What acquisitions answers when the panel or another section asks."""
