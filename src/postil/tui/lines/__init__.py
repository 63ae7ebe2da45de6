"""What lists, dialogs and the margin say, as lines: records in, words and the names of styles out."""
