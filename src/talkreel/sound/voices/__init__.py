"""Voice engines, each behind `voice.VoiceEngine`."""
