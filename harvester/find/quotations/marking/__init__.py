"""What is marked as somebody's words: by quotation marks, dashes of a dialogue, or elements."""
