import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { strToU8, zipSync } from 'fflate'
import { entryLine, nextHash, payloadHash } from '../../src/foundations/publication-log/chain.ts'
import type { Attachment, EntryKind, LogEntry, Payloads } from '../../src/foundations/publication-log/entries.ts'
import { record } from './county.ts'
import { startPortal } from './start.ts'

/** A portal whose county has just published an item with the files given. */

export const itemId = 700

export type GivenFile = { name: string; bytes: Uint8Array; mediaType?: string }

const attached = ({ name, bytes, mediaType = 'application/octet-stream' }: GivenFile, i: number): Attachment => ({
  hash: createHash('sha256').update(bytes).digest('hex'),
  name,
  size: bytes.length,
  mediaType,
  position: i + 1,
})

export async function portalWith(files: GivenFile[], given: Partial<Payloads['record.published']> = {}) {
  const stored = new Map(files.map((file, i) => [attached(file, i).hash, Buffer.from(file.bytes)]))
  let opened = 0
  const portal = await startPortal(undefined, {
    openFile: async (hash) => {
      const bytes = stored.get(hash)
      opened++
      return bytes && { stream: Readable.from([bytes]), size: bytes.length }
    },
  })
  /** Appends one entry to the log and replays it in a turn of its own, as the follower does. */
  async function append<K extends EntryKind>(kind: K, subject: string, payload: Payloads[K]): Promise<void> {
    const { seq, hash } = portal.writer.position()
    const at = '2026-06-15T04:00:00Z'
    const entry = { seq: seq + 1, kind, subject, at, payloadHash: payloadHash(JSON.stringify(payload)) }
    await setImmediate()
    portal.writer.apply([{ ...entry, payload, hash: nextHash(hash, entryLine(entry)) } as LogEntry])
    portal.writer.fillArticles(10)
  }
  const publish = (more: Partial<Payloads['record.published']> = {}) =>
    append(
      'record.published',
      `record/${itemId}`,
      record(itemId, { title: '关于办理低保的通知', attachments: files.map(attached), ...given, ...more }),
    )
  await publish()
  return {
    ...portal,
    files: files.map(attached),
    opened: () => opened,
    publish,
    withdraw: () =>
      append('record.withdrawn', `record/${itemId}`, {
        id: itemId,
        indexNumber: 'x',
        unitId: 2,
        withdrawnAt: '2026-06-15T04:00:00Z',
        ground: 'error',
        reason: '内容有误。',
      }),
  }
}

/** An OFD of one page with what is given inside its layer. */
export const ofdFile = (layer: string, more: Record<string, string | Uint8Array> = {}, head = ''): Uint8Array => {
  const ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
  const parts: Record<string, string | Uint8Array> = {
    'OFD.xml': `<ofd:OFD ${ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P.xml"/></ofd:Pages></ofd:Document>`,
    'Doc_0/Res.xml': `<ofd:Res ${ns} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="9" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`,
    'Doc_0/Pages/P.xml': `${head}<ofd:Page ${ns}><ofd:Content><ofd:Layer ID="2">${layer}</ofd:Layer></ofd:Content></ofd:Page>`,
    ...more,
  }
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  )
}

export const ofdText = (text: string, attributes = ''): string =>
  `<ofd:TextObject ID="5" Boundary="20 30 100 12" Size="6" ${attributes}><ofd:TextCode X="0" Y="9" DeltaX="g ${[...text].length - 1} 6">${text}</ofd:TextCode></ofd:TextObject>`
