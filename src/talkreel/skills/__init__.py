"""The skills for agents: where they are, what makes one safe, and how a host gets them."""
