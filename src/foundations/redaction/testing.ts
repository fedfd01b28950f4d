import { inflateSync } from 'node:zlib'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { makeDocx } from '../documents/testing.ts'

/** Makers of files for tests, and a search for words that looks at bytes and trusts no reader. */

const hex = (bytes: Buffer) => bytes.toString('hex')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

/** A word as the forms it can take in a file: plain, UTF-16, hexadecimal, escaped, coded for an address. */
const formsOf = (word: string): Buffer[] => {
  const plain = [Buffer.from(word), Buffer.from(word, 'utf16le'), utf16be(word)]
  const hexed = plain.slice(0).flatMap((one) => [hex(one), hex(one).toUpperCase()])
  const entities = [...word].map((c) => `&#${c.codePointAt(0)};`).join('')
  const entitiesHex = [...word].map((c) => `&#x${c.codePointAt(0)!.toString(16)};`).join('')
  return [...plain, ...[...hexed, entities, entitiesHex, encodeURIComponent(word)].map((one) => Buffer.from(one))]
}

/** Everything a file holds, unpacked: members of a zip, also without their tags; streams of a PDF, inflated. */
const layersOf = (bytes: Uint8Array): { name: string; content: Buffer }[] => {
  const whole = { name: 'file', content: Buffer.from(bytes) }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return [
      whole,
      ...Object.entries(unzipSync(bytes)).flatMap(([name, content]) => [
        { name, content: Buffer.from(content) },
        ...(/\.(xml|rels)$/.test(name)
          ? [{ name: `${name} without tags`, content: Buffer.from(strFromU8(content).replace(/<[^>]*>/g, '')) }]
          : []),
      ]),
    ]
  const layers = [whole]
  const buffer = whole.content
  for (let at = buffer.indexOf('stream'); at >= 0; at = buffer.indexOf('stream', at + 6)) {
    const start = buffer[at + 6] === 13 ? at + 8 : at + 7
    try {
      const content = inflateSync(buffer.subarray(start), { finishFlush: 2 })
      layers.push({ name: `stream at ${at}`, content })
      // Words split over showing operators: all strings of the stream joined.
      const text = content.subarray(0, 2_000_000).toString('latin1')
      const strings = [...text.matchAll(/\(((?:\\.|[^\\()])*)\)|<([0-9a-fA-F\s]*)>/g)]
      const joined = strings.map(([, plain, coded]) =>
        coded ? Buffer.from(coded.replace(/\s/g, ''), 'hex').toString('latin1') : plain,
      )
      layers.push({ name: `strings at ${at}`, content: Buffer.from(joined.join(''), 'latin1') })
    } catch {
      // Not a compressed stream.
    }
  }
  return layers
}

/** Where any of the words still stands, in whatever form. Empty when they are gone. */
export const tracesOf = (bytes: Uint8Array, words: readonly string[]): string[] => {
  const layers = layersOf(bytes)
  return words.flatMap((word) =>
    formsOf(word).flatMap((form) =>
      layers.filter(({ content }) => content.includes(form)).map(({ name }) => `${word} in ${name}`),
    ),
  )
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const relType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
export const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

export type Part = { name: string; type: string; xml?: string; bytes?: Uint8Array; id: string; external?: boolean }

/** A .docx with any parts beside its text: headers, notes, pictures, data stores, properties. */
export const makeWord = (body: string, parts: readonly Part[] = [], rootParts: readonly Part[] = []): Uint8Array => {
  const relation = ({ id, type, name, external }: Part) =>
    `<Relationship Id="${id}" Type="${relType}${type}" Target="${name}"${external ? ' TargetMode="External"' : ''}/>`
  const extra: Record<string, string> = {
    'word/document.xml': `${head}<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${parts.map(relation).join('')}</Relationships>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relType}officeDocument" Target="word/document.xml"/>${rootParts.map(relation).join('')}</Relationships>`,
  }
  const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
  extra['[Content_Types].xml'] =
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${wordType}document.main+xml"/>${parts
      .filter(({ external, xml }) => !external && xml !== undefined)
      .map(({ name, type }) => `<Override PartName="/word/${name}" ContentType="${wordType}${type}+xml"/>`)
      .join('')}</Types>`
  for (const { name, xml } of parts) if (xml !== undefined) extra[`word/${name}`] = head + xml
  for (const { name, xml } of rootParts) if (xml !== undefined) extra[name] = head + xml
  const made = makeDocx({ body, extra })
  const binary = parts.filter(({ bytes }) => bytes)
  if (!binary.length) return made
  return zipSync({
    ...unzipSync(made),
    ...Object.fromEntries(binary.map(({ name, bytes }) => [`word/${name}`, bytes!])),
  })
}

/** A JPEG with Exif: an orientation and a maker's name; and something after its end. Both say Secret1. */
export const withExif = (picture: Buffer, orientation: number): Buffer => {
  const tiff = Buffer.from(
    `49492a000800000002000f010200080000002600000012010300010000000${orientation}00000000000000${Buffer.from('Secret1\0').toString('hex')}`,
    'hex',
  )
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255])
  return Buffer.concat([picture.subarray(0, 2), head, body, picture.subarray(2), Buffer.from('after the end Secret1')])
}
