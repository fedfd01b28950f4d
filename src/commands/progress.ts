import { Presets, SingleBar } from 'cli-progress'

export type Progress = { update: (share: number, note?: string) => void; stop: () => void }

/** A progress bar on a terminal, a line every ten percent elsewhere; always on standard error. */
export const progress = (label: string): Progress => {
  if (process.stderr.isTTY) {
    const bar = new SingleBar(
      { format: `${label} {bar} {percentage}% {note} 余 {eta_formatted}`, stream: process.stderr, hideCursor: true },
      Presets.shades_classic,
    )
    bar.start(1000, 0, { note: '' })
    return {
      update: (share, note = '') => bar.update(Math.round(share * 1000), { note }),
      stop() {
        bar.update(1000)
        bar.stop()
      },
    }
  }
  let told = -1
  return {
    update(share, note = '') {
      const tenth = Math.floor(share * 10)
      if (tenth <= told) return
      told = tenth
      process.stderr.write(`${label} ${tenth * 10}% ${note}\n`)
    },
    stop: () => undefined,
  }
}
