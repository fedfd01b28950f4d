import { createHash, hash } from 'node:crypto'
import type { LogEntry } from './entries.ts'

/**
 * The chain that lets a reader check that nothing published was silently changed.
 *
 * The line of an entry is exactly `JSON.stringify({seq,kind,subject,at,payloadHash})`; `hash(0)` is 32 zero bytes and
 * `hash(n) = SHA-256(hash(n-1) as 32 raw bytes ‖ UTF-8 of line n)`. The payload enters only through its hash, so that a
 * withdrawal can blank the text while the chain still holds.
 */

/** Hash before the first entry, hex. */
export const genesis = '0'.repeat(64)

export type ChainedEntry = Pick<LogEntry, 'seq' | 'kind' | 'subject' | 'at' | 'payloadHash'>

/** The exact text that is hashed for an entry. Key order is part of the format. */
export function entryLine(entry: ChainedEntry): string {
  return JSON.stringify({
    seq: entry.seq,
    kind: entry.kind,
    subject: entry.subject,
    at: entry.at,
    payloadHash: entry.payloadHash,
  })
}

/** Hex hash after `line`, given the hex hash before it. */
export function nextHash(prev: string, line: string): string {
  return createHash('sha256').update(Buffer.from(prev, 'hex')).update(line, 'utf8').digest('hex')
}

/** Hex SHA-256 of a payload's exact JSON text as it stands in the log. */
export function payloadHash(json: string): string {
  return hash('sha256', json)
}

export type ChainFault = 'payload' | 'hash'

/**
 * Checks one entry against the hex hash of the entry before it. Returns `undefined` when it holds. A blanked payload
 * (null) is not compared with its hash, which is what blanking means.
 *
 * `payloadJson` spares a second serialisation when the caller has the text already.
 */
export function verifyEntry(
  prevHash: string,
  entry: LogEntry,
  payloadJson: string | null = entry.payload === null ? null : JSON.stringify(entry.payload),
): ChainFault | undefined {
  if (payloadJson !== null && payloadHash(payloadJson) !== entry.payloadHash) return 'payload'
  if (nextHash(prevHash, entryLine(entry)) !== entry.hash) return 'hash'
  return undefined
}
