import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { units } from '../db/seeds/demo/units.ts'
import type { RecordKind } from '../src/foundations/publication-log/entries.ts'
import { generateCorpusLines, generateUnits } from './search/generate.ts'

/** What an old portal calls the kinds; each then stands in the column of its kind, so that lists differ. */
const oldNames: Partial<Record<RecordKind, string>> = {
  regulation: 'law',
  official_document: 'government_document',
  plan: 'work_report',
  guide: 'disclosure_guide',
}

/**
 * Lines of an old portal's export, cut from the corpus: every item issued by a unit of the demo county, few units
 * issuing most. The same `n` always gives the same lines.
 */
export function* itemLines(n: number): Iterable<string> {
  const living = units.filter((unit) => !unit.dissolvedOn)
  const generated = generateUnits()
  const issuer = new Map(
    generated.map((unit, i) => [unit.name, living[Math.floor((i * living.length) / generated.length)]!.name]),
  )
  for (const line of generateCorpusLines(n, { seed: 1 })) {
    const kind = oldNames[line.kind as RecordKind] ?? line.kind
    yield `${JSON.stringify({ ...line, issuer: issuer.get(line.issuer ?? '')!, kind })}\n`
  }
}

/** Writes the lines, gzipped, to `path`; the file is there whole or not at all. */
export async function writeItems(n: number, path: string): Promise<void> {
  const part = `${path}.part`
  await pipeline(Readable.from(itemLines(n)), createGzip({ level: 1 }), createWriteStream(part))
  await rename(part, path)
}
