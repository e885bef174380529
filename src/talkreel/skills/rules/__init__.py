"""What makes a skill valid, safe and honest, rule by rule. Each rule yields findings and changes nothing."""
