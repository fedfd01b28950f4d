const rate = 8_000

/**
 * A recording as Asterisk writes it: WAV, 8 kHz, 16 bit, one channel. A soft tone, so that a player has something to play.
 * @param seconds whole length; the tone is heard in its first second and again every minute
 */
export const tone = (seconds: number): Buffer => {
  const samples = Math.max(1, Math.round(seconds * rate))
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++)
    if (i % (60 * rate) < rate)
      wav.writeInt16LE(Math.round(3_000 * Math.sin((2 * Math.PI * 440 * i) / rate)), 44 + i * 2)
  return wav
}
