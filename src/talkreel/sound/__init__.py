"""Sound, made here and measured here.

    form          which sections a piece has at a number of bars
    grid          bars and beats of a piece of a given length: what pictures are cut on
    style         what a style of music is made of; `styles/` has one table for each of the eight
    harmony       chord symbols -> pitches, voices led closely
    melody        a motif, asked and answered
    score         a style, a seed and a phrase -> notes
    instruments/  a note -> samples: oscillators, envelopes, tuned instruments, drums, the room
    playing       notes -> a phrase as the band plays it, balanced
    mastering     the balance of the spectrum, the width
    music         all phrases and movements -> the piece, to the sample; a person's own music at the film's length
    effects       whooshes and pops
    mixing        clips with fades, music ducked under a voice
    true_peak, loudness, limiter, levelling    BS.1770 loudness and true peak, and bringing a mix to both
    take          samples that lie in memory or on disk and are read in blocks
    peaks         the outline of a sound, as editors draw it
    voice         the port to engines that speak; `voices/` has them, each in a process of its own

Samples are float32, (n, 2), 48 kHz. No network, and no file but spools without a name: the same recipe gives the same
samples, in blocks of whatever length. An hour needs no more memory than a minute: about 150 MB while music is composed.
"""
