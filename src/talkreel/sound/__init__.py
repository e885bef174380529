"""Sound, made here and measured here.

    grid          bars and beats of a piece of a given length: what pictures are cut on
    styles        eight ways to play, as tables
    score         a style, a seed and a phrase -> notes
    instruments   a note -> samples
    music         notes of all phrases -> the piece, to the sample
    effects       whooshes and pops
    mixing        clips with fades, ducked under a voice
    loudness      BS.1770 loudness, true peak, normalising
    voice         speech, by an engine that runs elsewhere

Samples are float32, (n, 2), 48 kHz. No files, no network: the same recipe gives the same samples.
"""
