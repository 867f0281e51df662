"""How a model is reached: profile, retries, the embedded server, the client."""
