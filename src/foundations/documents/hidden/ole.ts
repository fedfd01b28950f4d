import { finding, type HiddenFinding } from './finding.ts'
import { openOle } from './ole-streams.ts'
import { placeWords } from './words.zh.ts'

/** Property numbers of [MS-OLEPS] 2.25 that name people and organisations. */
const summaryNames = new Set([4, 8])
const documentNames = new Set([14, 15])

const properties = (stream: Uint8Array | undefined, wanted: Set<number>): string[] => {
  if (!stream || stream.length < 48) return []
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  const section = view.getUint32(44, true)
  if (section + 8 > stream.length) return []
  const count = Math.min(view.getUint32(section + 4, true), 200)
  let codePage = 936
  const found: { id: number; type: number; at: number }[] = []
  for (let i = 0; i < count; i++) {
    const entry = section + 8 + i * 8
    if (entry + 8 > stream.length) break
    const id = view.getUint32(entry, true)
    const at = section + view.getUint32(entry + 4, true)
    if (at + 8 > stream.length) continue
    if (id === 1) codePage = view.getUint16(at + 4, true)
    found.push({ id, type: view.getUint32(at, true), at })
  }
  const encoding =
    codePage === 65001 ? 'utf-8' : codePage === 1200 ? 'utf-16le' : codePage === 936 ? 'gb18030' : 'windows-1252'
  return found
    .filter(({ id, type }) => wanted.has(id) && (type === 30 || type === 31))
    .map(({ type, at }) => {
      const size = view.getUint32(at + 4, true) * (type === 31 ? 2 : 1)
      const raw = stream.subarray(at + 8, Math.min(at + 8 + size, stream.length))
      return new TextDecoder(type === 31 ? 'utf-16le' : encoding).decode(raw).replaceAll('\0', '').trim()
    })
    .filter((value) => value !== '')
}

/** Hidden sheets and notes of an .xls: records of its Workbook stream ([MS-XLS] 2.4.28, 2.4.179). */
const workbook = (stream: Uint8Array | undefined): HiddenFinding[] => {
  if (!stream) return []
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  const found: HiddenFinding[] = []
  let notes = 0
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = view.getUint16(at, true)
    const size = view.getUint16(at + 2, true)
    const body = at + 4
    if (body + size > stream.length) break
    if (type === 0x85 && size > 8 && (stream[body + 4]! & 3) !== 0) {
      const length = stream[body + 6]!
      const wide = stream[body + 7] === 1
      const raw = stream.subarray(body + 8, body + 8 + length * (wide ? 2 : 1))
      const name = new TextDecoder(wide ? 'utf-16le' : 'latin1').decode(raw)
      found.push(finding('hidden-sheet', { place: placeWords.sheet(name) }))
    } else if (type === 0x1c) notes++
    at = body + size
  }
  if (notes) found.push(finding('comment', { count: notes, strippable: false }))
  return found
}

/**
 * .doc, .xls, .ppt and .wps: names in the properties, objects, hidden sheets, notes. Tracked changes and hidden words of
 * these formats are not looked for, which the 'old-format' finding says.
 */
export const inspectOle = async (bytes: Uint8Array, kind: 'doc' | 'xls' | 'ppt'): Promise<HiddenFinding[]> => {
  const ole = openOle(bytes)
  if (!ole) return [finding('unreadable')]
  const found: HiddenFinding[] = [finding('old-format')]
  const names = [
    ...properties(ole.stream('\u0005SummaryInformation'), summaryNames),
    ...properties(ole.stream('\u0005DocumentSummaryInformation'), documentNames),
  ]
  if (names.length)
    found.push(
      finding('author', { place: placeWords.properties, sample: [...new Set(names)].join('、'), strippable: false }),
    )
  if (ole.names.includes('ObjectPool') || ole.names.some((name) => /^MBD[0-9A-F]{8}$/.test(name)))
    found.push(finding('embedded-object'))
  if (ole.names.some((name) => /^_VBA_PROJECT/.test(name))) found.push(finding('macros'))
  if (kind === 'xls') found.push(...workbook(ole.stream('Workbook') ?? ole.stream('Book')))
  if (kind === 'doc') {
    const { default: WordExtractor } = await import('word-extractor')
    const read = await new WordExtractor().extract(Buffer.from(bytes)).catch(() => undefined)
    const comments = read?.getAnnotations().trim() ?? ''
    if (comments !== '') found.push(finding('comment', { sample: comments, strippable: false }))
  }
  return found
}
