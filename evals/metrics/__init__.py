"""What is measured of one output, one idea a file; `score` puts it together."""
