"""The protocol: paths, codes, envelopes and events. Shared by the server and the client, and by nothing else."""
