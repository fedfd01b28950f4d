import { createHash } from 'node:crypto'

/**
 * The stored form of an item page: one line of facts the route needs, the part for <head>, NUL, the part for <main>.
 * Reading it is two searches for a byte; no JSON, no rendering.
 */
export type Fragment = {
  state: 'published' | 'withdrawn'
  unitId: number
  /** 0 for withdrawn items, whose column is no longer known. */
  columnId: number
  etag: string
  head: Buffer
  body: Buffer
}

export function writeFragment(part: Omit<Fragment, 'etag' | 'head' | 'body'> & { head: string; body: string }): string {
  const head = part.head.replaceAll('\0', '')
  const body = part.body.replaceAll('\0', '')
  const etag = createHash('sha256').update(head).update('\0').update(body).digest('base64url').slice(0, 16)
  return `${part.state} ${part.unitId} ${part.columnId} ${etag}\n${head}\0${body}`
}

export function readFragment(bytes: Uint8Array): Fragment {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const line = all.indexOf(10)
  const nul = all.indexOf(0, line)
  const [state, unitId, columnId, etag] = all.toString('latin1', 0, line).split(' ')
  if (nul < 0 || !etag) throw new Error('stored article is not in the expected form')
  return {
    state: state === 'withdrawn' ? 'withdrawn' : 'published',
    unitId: Number(unitId),
    columnId: Number(columnId),
    etag,
    head: all.subarray(line + 1, nul),
    body: all.subarray(nul + 1),
  }
}
