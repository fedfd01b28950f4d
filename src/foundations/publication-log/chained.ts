import { entryLine, genesis, nextHash, payloadHash } from './chain.ts'
import type { EntryKind, LogEntry, Payloads } from './entries.ts'

export type Said = { [K in EntryKind]: { kind: K; subject: string; payload: Payloads[K]; at?: string } }[EntryKind]

/** Puts payloads into a log of their own: seq, payload hash and chain as the office would append them. */
export function* chained(said: Iterable<Said>, from: { seq: number; hash: string } = { seq: 0, hash: genesis }) {
  let { seq, hash } = from
  for (const { kind, subject, payload, at = '2026-01-05T01:00:00.000Z' } of said) {
    const head = { seq: ++seq, kind, subject, at, payloadHash: payloadHash(JSON.stringify(payload)) }
    hash = nextHash(hash, entryLine(head))
    yield { ...head, payload, hash } as LogEntry
  }
}
