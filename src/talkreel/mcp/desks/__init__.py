"""Who keeps the films: this process in a folder (`local`), or a server of the protocol (`served`)."""
