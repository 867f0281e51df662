"""What is printed in a text, read as typed values: numbers, dates, phases. No model, no network."""
