import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { acceptableAttachment } from './attachable.ts'
import { detectDocument } from './detect.ts'
import { makeDocx } from './testing.ts'

const MB = 1024 * 1024
const accept = async (bytes: Uint8Array, name: string, limit = 20 * MB) =>
  acceptableAttachment(await detectDocument(bytes, name), { name, size: bytes.length }, limit)

const docx = makeDocx({ body: '<w:p/>' })
const exe = Uint8Array.from([0x4d, 0x5a, 0x90, 0, ...new Array(200).fill(0)])
const svg = strToU8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')

describe('detectDocument', () => {
  it.each([
    ['a docx', docx, 'a.docx', 'docx', false],
    ['a docx called doc', docx, 'a.doc', 'docx', true],
    ['a docx without extension', docx, '文件', 'docx', false],
    ['a page called doc', strToU8('<html><p>甲</p></html>'), 'a.doc', 'html', true],
    ['text', strToU8('各乡镇人民政府：'), 'a.txt', 'text', false],
    ['csv', strToU8('甲,乙\n1,2'), 'a.csv', 'text', false],
    ['ofd', zipSync({ 'OFD.xml': strToU8('<ofd/>') }), 'a.ofd', 'ofd', false],
    ['zip', zipSync({ 'a.txt': strToU8('1') }), 'a.zip', 'zip', false],
    ['pdf', strToU8('%PDF-1.4\n'), 'a.pdf', 'pdf', false],
  ] as const)('%s', async (_, bytes, name, kind, extensionMismatch) => {
    expect(await detectDocument(bytes, name)).toMatchObject({ kind, extensionMismatch })
  })
})

describe('acceptableAttachment', () => {
  it.each([
    ['a document', docx, '通知.docx', null],
    ['a zip of documents', zipSync({ '表.docx': docx }), '附件.zip', null],
    ['plain text', strToU8('甲'), '说明.txt', null],
    ['nothing', new Uint8Array(), 'a.docx', 'empty'],
    ['a program', exe, 'a.exe', 'executable'],
    ['a program called pdf', exe, 'a.pdf', 'executable'],
    ['a script', strToU8('alert(1)'), 'a.js', 'executable'],
    ['a shell script called txt', strToU8('#!/bin/sh\nls'), 'a.txt', 'executable'],
    ['svg', svg, 'a.svg', 'active-content'],
    ['svg called png', svg, 'a.png', 'active-content'],
    ['a page', strToU8('<html><script>1</script></html>'), 'a.html', 'active-content'],
    ['a page called txt', strToU8('<html><script>1</script></html>'), 'a.txt', 'active-content'],
    ['macros', makeDocx({ body: '<w:p/>', extra: { 'word/vbaProject.bin': 'x' } }), 'a.docx', 'macros'],
    ['a pdf with script', strToU8('%PDF-1.4\n<< /S /JavaScript /JS (app.alert(1)) >>'), 'a.pdf', 'pdf-script'],
    ['a zip with a program', zipSync({ 'x/安装.exe': exe }), 'a.zip', 'unsafe-archive'],
    ['a zip climbing out', zipSync({ '../x.txt': strToU8('1') }), 'a.zip', 'unsafe-archive'],
    ['a cut off zip', docx.slice(0, 200), 'a.docx', 'broken-archive'],
    [
      'rar',
      Uint8Array.from([0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x00, ...new Array(40).fill(1)]),
      'a.rar',
      'opaque-archive',
    ],
    ['noise', Uint8Array.from({ length: 500 }, (_, i) => (i * 7919) % 256), 'a.docx', 'not-allowed'],
  ] as const)('%s', async (_, bytes, name, key) => {
    const answer = await accept(bytes, name)
    expect(answer.ok ? null : answer.key).toBe(key)
    if (!answer.ok) expect(answer.message).toMatch(/[\u4e00-\u9fff].*。$/)
  })

  it('holds the size limit, to the byte', async () => {
    expect((await accept(docx, 'a.docx', docx.length)).ok).toBe(true)
    expect(await accept(docx, 'a.docx', docx.length - 1)).toMatchObject({ key: 'too-large' })
  })
})
