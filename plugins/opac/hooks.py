"""What opac answers when the panel or another section asks."""
