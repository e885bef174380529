"""The grammar of editing: words to tokens, tokens to clauses, clauses to what they point at."""
