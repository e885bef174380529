"""What somebody says about a film becomes requests: by rules, or by a language model that passes the same checks."""
