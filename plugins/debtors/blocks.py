"""What debtors shows on the pages of others: on a reader's page, on the first page."""
