import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { issuesOf } from '../../src/foundations/documents/check-file.ts'
import { checkApart, checkFile, findHidden, stripHidden } from '../../src/foundations/documents/index.ts'
import { home } from '../../src/platform/home.ts'
import { paragraph, run, wordFile, workbookFile } from './office-files.ts'
import { exifSegment, jpeg } from './pictures.ts'

const text = new TextEncoder()
const good = wordFile(paragraph(run('通知')))
const entityBomb = wordFile('').length
  ? zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'word/document.xml': strToU8(
        `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${'<!ENTITY b "&a;&a;&a;&a;&a;">'.repeat(50)}]><w:document>&b;</w:document>`,
      ),
    })
  : good
const deep = wordFile(`${'<w:sdt>'.repeat(60_000)}${'</w:sdt>'.repeat(60_000)}`)

/** A part that says it unpacks to little and unpacks to much: its size in both headers is made small. */
const lying = (() => {
  const bytes = Buffer.from(wordFile('a'.repeat(5_000_000)))
  const at = bytes.lastIndexOf('word/document.xml')
  bytes.writeUInt32LE(100, at - 46 + 24)
  return new Uint8Array(bytes)
})()
/** 4 GB of nothing, in what the directory says. */
const boasting = (() => {
  const bytes = Buffer.from(good)
  bytes.writeUInt32LE(0xfffffff0, bytes.lastIndexOf('word/document.xml') - 46 + 24)
  return new Uint8Array(bytes)
})()

const bad: [what: string, name: string, bytes: Uint8Array, kind?: string][] = [
  ['nothing', 'a.docx', new Uint8Array()],
  ['a zip cut off', 'a.docx', good.slice(0, good.length - 30), 'unreadable'],
  ['a zip with a byte changed', 'a.docx', good.map((b, i) => (i === 60 ? b ^ 0xff : b))],
  ['definitions that multiply', 'a.docx', entityBomb, 'unreadable'],
  ['XML nested without end', 'a.docx', deep, 'unreadable'],
  ['a part that unpacks to more than it says', 'a.docx', lying, 'unreadable'],
  ['a part that says it unpacks to 4 GB', 'a.xlsx', boasting, 'unreadable'],
  [
    'XML that is none',
    'a.xlsx',
    zipSync({ '[Content_Types].xml': strToU8('<T/>'), 'xl/workbook.xml': strToU8('<a><b>') }),
    'unreadable',
  ],
  [
    'a workbook without sheets',
    'a.xlsx',
    zipSync({ '[Content_Types].xml': strToU8('<T/>'), 'xl/workbook.xml': strToU8('<a/>') }),
  ],
  [
    'an OFD that leads nowhere',
    'a.ofd',
    zipSync({ 'OFD.xml': strToU8('<ofd:OFD><ofd:DocRoot>../../x</ofd:DocRoot></ofd:OFD>') }),
  ],
  ['a PDF of one line', 'a.pdf', text.encode('%PDF-1.7\nnothing')],
  ['a PDF with garbage', 'a.pdf', new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 0xc3)]))],
  ['a JPEG cut off', 'a.jpg', jpeg(exifSegment({ gps: true })).slice(0, 60), 'unreadable'],
  ['an OLE file cut off', 'a.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(3000)]), 'unreadable'],
  ['an archive in an archive', 'a.zip', zipSync({ 'b.zip': zipSync({ 'c.txt': strToU8('c') }) }), 'unreadable'],
  ['unknown bytes', 'a.bin', new Uint8Array([1, 2, 3, 4, 5, 6, 7, 200, 201]), 'unreadable'],
]

describe('files made to hurt', () => {
  test.each(bad)('%s', async (_, name, bytes, kind) => {
    const found = await findHidden(bytes, name)
    if (kind) expect(found.map((one) => one.kind)).toEqual([kind])
    const stripped = await stripHidden(bytes, name)
    expect(stripped.removed).toEqual([])
    expect(stripped.bytes).toBe(bytes)
    await checkFile(bytes, name)
  })

  test('random damage never throws', async () => {
    const file = wordFile(paragraph(`<w:ins w:id="1" w:author="a">${run('甲')}</w:ins>`))
    for (let i = 0; i < 150; i++) {
      const hurt = file.slice()
      for (let n = 0; n < 5; n++) hurt[(i * 7919 + n * 104729) % hurt.length] = (i * 31 + n * 17) & 255
      await stripHidden(hurt, 'a.docx')
    }
  })
})

describe('everything in a file', () => {
  test('members of a zip are looked at one by one', async () => {
    const zip = zipSync({
      '照片.jpg': jpeg(exifSegment({ gps: true })),
      '名单.txt': strToU8('张某某身份证号11010519491231002X。'),
    })
    const { findings } = await checkFile(zip, 'a.zip')
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: 'position',
        place: '压缩包内“照片.jpg”：'.replace(/：$/, ''),
        strippable: false,
      }),
    )
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'identity_number', place: '压缩包内“名单.txt”' }))
  })

  test('spans stand in the text that is read; the kept list gives no number away', async () => {
    const file = wordFile(paragraph(run('身份证号11010519491231002X、110105194912310038')))
    const { findings } = await checkFile(file, 'a.docx')
    const first = findings.find(({ kind }) => kind === 'identity_number')!
    expect('身份证号11010519491231002X、110105194912310038'.slice(first.start, first.end)).toBe('11010519491231002X')
    expect(JSON.stringify(issuesOf(findings))).not.toContain('11010519491231002X')
  })

  test('a picture passes only with a reason, because nobody read what it shows', async () => {
    const { findings } = await checkFile(jpeg(), 'a.jpg')
    expect(findings).toMatchObject([{ source: 'reading', severity: 'warn', needsReason: true }])
  })

  test('the thread of its own says the same, also after a file that ends it', async () => {
    const file = workbookFile([{ name: '表', data: '' }])
    const [apart, here] = [await checkApart(file, 'a.xlsx'), await checkFile(file, 'a.xlsx')]
    expect(apart).toEqual(here)
    expect(await checkApart(deep, 'a.docx')).toMatchObject({ findings: [{ kind: 'unreadable' }] })
  })
})

const corpus = resolve(home, process.env.GONGKAI_CORPUS ?? '../shared/corpus', 'attachments')
const names = (() => {
  try {
    return readdirSync(corpus)
  } catch {
    console.warn(`no corpus at ${corpus}: real attachments are not tried`)
    return []
  }
})()

describe.skipIf(!names.length)('real attachments', () => {
  test('who wrote an old Word file is read out of its streams', async () => {
    const name = '燃气企业生产安全事故应急预案备案申请表.doc'
    expect(await findHidden(readFileSync(join(corpus, name)), name)).toMatchObject([
      { kind: 'old-format' },
      { kind: 'author', sample: expect.stringContaining('、'), strippable: false },
    ])
  })

  test.each(names)('%s', async (name) => {
    const bytes = readFileSync(join(corpus, name))
    const { bytes: cleaned, removed, left, proved } = await stripHidden(bytes, name)
    expect(proved).toBe(true)
    expect(
      left.some(({ strippable, kind }) => strippable && !left.some((one) => one.kind === 'signature') && kind),
    ).toBe(false)
    const again = await stripHidden(cleaned, name)
    expect(Buffer.from(again.bytes).equals(Buffer.from(cleaned))).toBe(true)
    const kinds = new Set(removed.map(({ kind }) => kind))
    for (const one of await findHidden(cleaned, name)) expect(kinds).not.toContain(one.kind)
  })
})
