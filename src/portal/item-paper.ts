import { buffer } from 'node:stream/consumers'
import QRCode from 'qrcode'
import type { Paper } from '../foundations/paper/index.ts'
import { filePath, itemPath, picturePath, verifyPath } from './addresses.ts'
import { citation } from './citation.ts'
import { dayInWords, dayOf } from './dates.ts'
import type { PortalDeps } from './deps.ts'
import { downloadWords as d } from './download-words.zh.ts'
import { fileSize } from './numbers.ts'
import { qrCode } from './qr.ts'
import type { PublicRecord, Replica } from './replica/types.ts'
import { words } from './words.zh.ts'

type Shown = Extract<PublicRecord, { state: 'published' }>
type OpenFile = PortalDeps['openFile']
const w = words.item

function facts(shown: Shown, replica: Replica): Paper['facts'] {
  const { record } = shown
  const column = replica.column(record.columnId)
  const all: [string, string | null | undefined][] = [
    [w.indexNumber, record.indexNumber],
    [w.subject, record.subject.join('\\')],
    [w.issuer, record.issuer],
    [w.docNumber, record.docNumber],
    [w.formedOn, record.formedOn],
    [w.publishedOn, shown.publishedOn],
    [w.validity, record.validity && words.validity[record.validity]],
    [w.effectiveOn, record.effectiveOn],
    [w.expiresOn, record.expiresOn],
    [w.column, column?.title],
    [w.keywords, record.keywords.join(' ')],
    [w.summary, record.summary],
  ]
  return all.filter((pair): pair is [string, string] => Boolean(pair[1]))
}

/** Bytes of pictures that one paper may hold; what goes beyond is told by its words. */
const mostPictureBytes = 40 * 1024 * 1024

async function pictures({ record }: Shown, openFile: OpenFile) {
  const found: Paper['pictures'] = {}
  let whole = true
  let room = mostPictureBytes
  for (const { hash, size, mediaType, width, height } of record.pictures ?? []) {
    if (size > room) continue
    const opened = await openFile(hash, record.id)
    if (!opened) {
      whole = false
      continue
    }
    room -= size
    found[picturePath(record.id, hash)] = { bytes: await buffer(opened.stream), mediaType, width, height }
  }
  return { found, whole }
}

/** What a paper says in words; its pictures and its code are fetched and drawn only when it is made. */
export type ItemWords = Omit<Paper, 'pictures' | 'qr'>

/** A live item as a paper: its text and facts, where it stands, and how to check that it says what was published. */
export function itemWords(shown: Shown, replica: Replica, baseUrl: string): ItemWords {
  const { record } = shown
  const address = baseUrl + itemPath(record.id)
  const dot = (name: string) => name.slice(name.lastIndexOf('.') + 1).toUpperCase()
  return {
    title: record.title,
    docNumber: record.docNumber,
    author: record.issuer,
    facts: facts(shown, replica),
    html: record.bodyHtml,
    warning: record.repeal ? words.validityText.repealed(dayInWords(record.repeal.on), record.repeal.by) : '',
    attachments: record.attachments.map((file) => ({
      name: file.name,
      detail: [file.name.includes('.') ? dot(file.name) : '', fileSize(file.size)].filter(Boolean).join('，'),
      address: baseUrl + filePath(record.id, file.position, file.name),
    })),
    address,
    origin: [
      `${w.printedFrom}：${address}`,
      d.published(replica.site().siteName, dayInWords(shown.publishedOn)),
      ...(record.edition > 1 ? [d.edition(record.edition, dayInWords(dayOf(record.editionPublishedAt)))] : []),
      `${w.indexNumber}：${record.indexNumber}`,
      `${d.verifyAt}：${baseUrl}${verifyPath(record.id)}`,
      `${w.printedCheck}：${shown.logSeq}-${shown.logHash.slice(0, 16)}`,
      `${d.cite}：${citation(shown, address)}`,
      d.copy,
    ],
    at: record.editionPublishedAt,
  }
}

/** The whole paper. @returns also whether every picture could be fetched: what lacks one should be made again */
export async function itemPaper(
  shown: Shown,
  said: ItemWords,
  openFile: OpenFile,
): Promise<{ paper: Paper; whole: boolean }> {
  const { found, whole } = await pictures(shown, openFile)
  const qr = {
    svg: await qrCode(said.address),
    png: await QRCode.toBuffer(said.address, { errorCorrectionLevel: 'M', margin: 4, scale: 8 }),
    caption: d.qr,
  }
  return { paper: { ...said, pictures: found, qr }, whole }
}
