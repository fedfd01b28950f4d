import {
  degrees,
  PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  PDFString,
  rgb,
  StandardFonts,
} from '@cantoo/pdf-lib'
import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findHidden } from '../documents/index.ts'
import { pagesInPdf } from '../documents/testing.ts'
import { pixelsOf } from './canvas.ts'
import { findPassages, type Mark, type OutlinePage, outlineOf, redact } from './index.ts'
import type { AreaMark, PageMark } from './mark.ts'
import { openPdf } from './pdf-pages.ts'
import { drawPage } from './pdf-raster.ts'
import { tracesOf, withExif } from './testing.ts'

const NAME = 'Wolverhampton'
const A4: [number, number] = [595.28, 841.89]
const n = (name: string) => PDFName.of(name)

const outlined = async (bytes: Uint8Array): Promise<{ ok: true; kind: 'pdf'; pages: OutlinePage[] }> => {
  const outline = await outlineOf(bytes, 'pdf')
  if (!outline.ok || outline.kind !== 'pdf') throw new Error(JSON.stringify(outline))
  return { ...outline, kind: 'pdf' }
}
const done = async (bytes: Uint8Array, marks: readonly Mark[]) => {
  const copy = await redact(bytes, 'pdf', marks)
  if (!copy.ok) throw new Error(copy.message)
  return copy
}
const marksFor = async (bytes: Uint8Array, word: string): Promise<Mark[]> =>
  findPassages(await outlined(bytes), word).map((one) => ({ ...one, ground: 'EX15' }) as Mark)
const pagesOf = (bytes: Uint8Array): Promise<string[]> => pagesInPdf(bytes)
const notes = (copy: { report: { notes: { key: string }[] } }) => copy.report.notes.map(({ key }) => key).sort()

/** A page as pixels, drawn by the same program before and after. */
const drawn = async (bytes: Uint8Array, page = 1) => {
  const pdf = await openPdf(bytes)
  const { canvas } = await drawPage(pdf, await pdf.getPage(page), [])
  await pdf.loadingTask.destroy()
  return { width: canvas.width, height: canvas.height, pixels: canvas.data() }
}

/** Share of pixels outside of the marks that differ by more than a little, and colours seen inside of them. */
const compared = async (before: Uint8Array, after: Uint8Array, marks: readonly PageMark[], page = 1) => {
  const [a, b] = [await drawn(before, page), await drawn(after, page)]
  expect([b.width, b.height]).toEqual([a.width, a.height])
  const bars = marks.map((mark) => pixelsOf(mark, a.width, a.height))
  let different = 0
  for (let y = 0; y < a.height; y++)
    for (let x = 0; x < a.width; x++) {
      const edge = 2
      if (
        bars.some(
          (bar) =>
            x >= bar.left - edge &&
            x < bar.left + bar.width + edge &&
            y >= bar.top - edge &&
            y < bar.top + bar.height + edge,
        )
      )
        continue
      const at = (y * a.width + x) * 4
      if (
        Math.abs(a.pixels[at]! - b.pixels[at]!) +
          Math.abs(a.pixels[at + 1]! - b.pixels[at + 1]!) +
          Math.abs(a.pixels[at + 2]! - b.pixels[at + 2]!) >
        120
      )
        different++
    }
  return different / (a.width * a.height)
}

/** The word on a page, with everything that a file can know of it besides. */
const everywhere = async () => {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  pdf.setTitle(`About ${NAME}`)
  pdf.setAuthor(NAME)
  pdf.setKeywords([NAME])
  const { context, catalog } = pdf
  const first = pdf.addPage(A4)
  const second = pdf.addPage(A4)
  first.drawText(`The applicant ${NAME} lives here.`, { x: 60, y: 700, size: 14, font })
  first.drawText('Nothing to hide in this line.', { x: 60, y: 600, size: 14, font })
  second.drawText('The second page is public.', { x: 60, y: 700, size: 14, font })
  // Once more, split over operators and as hexadecimal strings.
  const resources = first.node.Resources()!
  const key = (resources.lookup(n('Font')) as never as { keys: () => PDFName[] }).keys()[0]!
  const split = `BT ${key} 14 Tf 60 650 Td [(By Wol) -10 (ver) 20 <68616d70>] TJ <746f6e> Tj ( itself) Tj ET`
  first.node.addContentStream(context.register(context.flateStream(split)))
  await pdf.attach(Buffer.from(`attached ${NAME}`), `${NAME}.txt`, { description: NAME })
  const note = context.obj({
    Type: 'Annot',
    Subtype: 'Text',
    Rect: [10, 10, 30, 30],
    Contents: PDFString.of(NAME),
    T: PDFHexString.fromText(NAME),
  })
  const link = context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [60, 690, 200, 720],
    A: { Type: 'Action', S: 'URI', URI: PDFString.of(`https://example.cn/${NAME}`) },
  })
  first.node.set(n('Annots'), context.obj([context.register(note), context.register(link)]))
  second.node.set(
    n('Annots'),
    context.obj([
      context.register(note),
      context.register(
        context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], Dest: [first.ref, 'Fit'] } as never),
      ),
    ]),
  )
  second.node.set(n('PieceInfo'), context.obj({ App: { Private: PDFString.of(NAME) } }))
  second.node.set(n('Metadata'), context.register(context.stream(`<x>${NAME}</x>`)))
  const form = pdf.getForm()
  const field = form.createTextField('name')
  field.setText(NAME)
  field.addToPage(first, { x: 60, y: 500, width: 200, height: 20, font })
  const item = context.register(context.obj({ Title: PDFHexString.fromText(NAME), Dest: [first.ref, 'Fit'] } as never))
  catalog.set(n('Outlines'), context.register(context.obj({ Type: 'Outlines', First: item, Last: item, Count: 1 })))
  catalog.set(
    n('Metadata'),
    context.register(context.stream(`<x:xmpmeta>${NAME}</x:xmpmeta>`, { Type: 'Metadata', Subtype: 'XML' })),
  )
  catalog.set(n('OpenAction'), context.obj({ S: 'JavaScript', JS: PDFString.of(`app.alert("${NAME}")`) }))
  catalog.set(
    n('StructTreeRoot'),
    context.register(
      context.obj({
        Type: 'StructTreeRoot',
        K: { S: 'P', Alt: PDFHexString.fromText(NAME), ActualText: PDFString.of(NAME) },
      }),
    ),
  )
  const saved = await pdf.save({ useObjectStreams: false })
  // An earlier version stays before the changes of a later one.
  return new Uint8Array(Buffer.concat([Buffer.from(saved), Buffer.from(`\n% earlier ${NAME}\n`)]))
}

describe('a word in every place that a PDF has for it', () => {
  test('is found, marked and gone; the rest is there for another reader', async () => {
    const bytes = await everywhere()
    expect(tracesOf(bytes, [NAME]).length).toBeGreaterThan(8)
    const marks = await marksFor(bytes, NAME)
    expect(marks).toHaveLength(3)
    const copy = await done(bytes, marks)
    expect(tracesOf(copy.bytes, [NAME, 'Wolver', 'hampton'])).toEqual([])
    expect(copy.report).toMatchObject({ bars: 3, byGround: { EX15: 3 }, pagesFlattened: [1], notes: [] })
    const [first, second] = await pagesOf(copy.bytes)
    expect(first).toContain('Nothing to hide in this line.')
    expect(first).toMatch(/The applicant\s+lives here\./)
    expect(first).toMatch(/By\s+itself/)
    expect(second).toContain('The second page is public.')
    expect(await compared(bytes, copy.bytes, marks as PageMark[])).toBeLessThan(0.0005)
    expect((await findHidden(copy.bytes, 'a.pdf')).filter(({ kind }) => kind !== 'text-under-image')).toEqual([])
  })

  test('words that stay elsewhere are told of by page', async () => {
    const bytes = await everywhere()
    const [first] = await marksFor(bytes, NAME)
    expect(notes(await done(bytes, [first!]))).toEqual(['elsewhere'])
  })

  test('a letter that a bar covers half is told of by page', async () => {
    const bytes = await everywhere()
    const [mark] = (await marksFor(bytes, NAME)) as [AreaMark]
    const low: AreaMark = { ...mark, rect: { ...mark.rect, height: mark.rect.height / 2 } }
    expect(notes(await done(bytes, [low]))).toContain('half-covered')
  })

  test('a page withheld as a whole holds nothing but the reason', async () => {
    const bytes = await everywhere()
    const copy = await done(bytes, [{ page: 1, whole: true, ground: 'EX16b' }])
    expect((await pagesOf(copy.bytes))[0]!.trim()).toBe('')
    expect(tracesOf(copy.bytes, [NAME, 'Nothing to hide'])).toEqual([])
  })
})

describe('turned, cropped and scaled pages', () => {
  const page = async (turn: number, crop: boolean, unit: number) => {
    const pdf = await PDFDocument.create()
    const font = await pdf.embedFont(StandardFonts.Helvetica)
    const made = pdf.addPage([500, 700])
    made.setRotation(degrees(turn))
    if (crop) made.setCropBox(40, 60, 400, 560)
    if (unit > 1) made.node.set(n('UserUnit'), pdf.context.obj(unit))
    made.drawRectangle({ x: 60, y: 80, width: 120, height: 60, color: rgb(0.8, 0.1, 0.1) })
    for (let line = 0; line < 18; line++)
      made.drawText(`Line ${line} with Secretword${line} and a tail`, { x: 70, y: 160 + line * 24, size: 13, font })
    made.drawText('Outside of the crop', { x: 2, y: 5, size: 10, font })
    return pdf.save()
  }
  test.each([
    ...[0, 90, 180, 270].flatMap((turn) => [false, true].map((crop) => [turn, crop, 1] as [number, boolean, number])),
    [270, true, 2] as [number, boolean, number],
  ])(
    'turned by %i, cropped: %s, unit %i: the word is under its bar and nothing else changes',
    async (turn, crop, unit) => {
      const bytes = await page(turn, crop, unit)
      const marks = await marksFor(bytes, 'Secretword7')
      expect(marks).toHaveLength(1)
      const copy = await done(bytes, marks)
      const outline = (await outlined(copy.bytes)).pages[0]!
      const before = (await outlined(bytes)).pages[0]!
      expect(outline.width).toBeCloseTo(before.width, 1)
      expect(outline.height).toBeCloseTo(before.height, 1)
      const text = (await pagesOf(copy.bytes))[0]!.replace(/\s+/g, ' ')
      expect(text).not.toContain('Secretword7')
      expect(text).toContain('Secretword8')
      expect(text.includes('Outside')).toBe(!crop)
      expect(findPassages(await outlined(copy.bytes), 'Secretword8')).toHaveLength(1)
      expect(await compared(bytes, copy.bytes, marks as PageMark[])).toBeLessThan(0.0005)
      const image = await drawn(copy.bytes)
      const bar = pixelsOf(marks[0] as PageMark, image.width, image.height)
      // Dark with light letters, the same whatever stood there: compared with the bar of another word.
      let dark = 0
      for (let y = bar.top + 2; y < bar.top + bar.height - 2; y++)
        for (let x = bar.left + 2; x < bar.left + bar.width - 2; x++)
          if (image.pixels[(y * image.width + x) * 4]! < 70) dark++
      expect(dark / (bar.width * bar.height)).toBeGreaterThan(0.5)
    },
  )

  test('inside the bars nothing of the original is left: two files that differ only there give equal pictures', async () => {
    const make = async (words: string) => {
      const pdf = await PDFDocument.create()
      const font = await pdf.embedFont(StandardFonts.Helvetica)
      const made = pdf.addPage([400, 300])
      made.drawText(words, { x: 60, y: 150, size: 20, font })
      made.drawText('Public', { x: 60, y: 50, size: 20, font })
      return pdf.save()
    }
    const mark: Mark = { page: 1, rect: { x: 0.1, y: 0.35, width: 0.8, height: 0.25 }, ground: 'EX14a' }
    const one = await done(await make('First secret'), [mark])
    const two = await done(await make('Other words here'), [mark])
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true)
  })
})

const pictureOf = (width: number, height: number, seed: number) => {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  for (let y = 0; y < height; y += 20)
    for (let x = 0; x < width; x += 20) {
      context.fillStyle = `hsl(${(x * 7 + y * 3 + seed * 50) % 360} 70% 50%)`
      context.fillRect(x, y, 20, 20)
    }
  return canvas.toBuffer('image/jpeg', 90)
}

describe('pages that are not marked', () => {
  const withFont = async (make: (pdf: PDFDocument, font: PDFFont) => Promise<void> | void) => {
    const pdf = await PDFDocument.create()
    await make(pdf, await pdf.embedFont(StandardFonts.Helvetica))
    return pdf.save({ useObjectStreams: false })
  }
  const first: Mark = { page: 1, rect: { x: 0, y: 0, width: 1, height: 0.5 }, ground: 'EX15' }

  test('take only the pictures that they show from a list shared by all pages', async () => {
    const scan = pictureOf(900, 900, 1)
    const bytes = await withFont(async (pdf, font) => {
      const image = await pdf.embedJpg(scan)
      const one = pdf.addPage(A4)
      one.drawImage(image, { x: 0, y: 0, width: 595, height: 841 })
      const two = pdf.addPage(A4)
      two.drawText('Second page', { x: 60, y: 700, size: 14, font })
      one.node.Resources()!.set(n('Font'), two.node.Resources()!.get(n('Font'))!)
      two.node.set(n('Resources'), one.node.Resources()!)
    })
    const needle = scan.subarray(scan.length - 400, scan.length - 300)
    expect(Buffer.from(bytes).includes(needle)).toBe(true)
    const copy = await done(bytes, [first])
    expect(copy.report.pagesFlattened).toEqual([1])
    expect(Buffer.from(copy.bytes).includes(needle)).toBe(false)
    expect((await pagesOf(copy.bytes))[1]).toContain('Second page')
    expect(await compared(bytes, copy.bytes, [], 2)).toBe(0)
  })

  test('lose what cameras write into pictures', async () => {
    const bytes = await withFont(async (pdf, font) => {
      pdf.addPage(A4).drawText('One', { x: 60, y: 800, size: 14, font })
      pdf.addPage(A4).drawImage(await pdf.embedJpg(withExif(pictureOf(200, 200, 3), 1)), { x: 60, y: 60 })
    })
    expect(tracesOf(bytes, ['Secret1'])).not.toEqual([])
    const copy = await done(bytes, [first])
    expect(copy.report.pagesFlattened).toEqual([1])
    expect(tracesOf(copy.bytes, ['Secret1'])).toEqual([])
    expect(await compared(bytes, copy.bytes, [], 2)).toBe(0)
  })

  test('become pictures when they show part of the same scan', async () => {
    const scan = pictureOf(900, 900, 2)
    const bytes = await withFont(async (pdf) => {
      const image = await pdf.embedJpg(scan)
      for (const y of [0, -841]) pdf.addPage(A4).drawImage(image, { x: 0, y, width: 595, height: 1682 })
    })
    const copy = await done(bytes, [first])
    expect(notes(copy)).toEqual(['shared'])
    expect(copy.report.pagesFlattened).toEqual([1, 2])
    expect(await compared(bytes, copy.bytes, [], 2)).toBeLessThan(0.05)
  })

  test('keep their seals and filled forms as they look, without the notes', async () => {
    const bytes = await withFont(async (pdf, font) => {
      pdf.addPage(A4).drawText('One', { x: 60, y: 800, size: 14, font })
      const two = pdf.addPage(A4)
      two.setRotation(degrees(90))
      two.drawText('Two', { x: 60, y: 700, size: 14, font })
      const field = pdf.getForm().createTextField('sum')
      field.setText('42.50')
      field.addToPage(two, { x: 60, y: 500, width: 200, height: 24, font })
      const { context } = pdf
      const look = context.register(
        context.stream('1 0 0 RG 4 w 10 10 80 80 re S', {
          Type: 'XObject',
          Subtype: 'Form',
          BBox: [0, 0, 100, 100],
          Matrix: [0, 1, -1, 0, 0, 0],
        }),
      )
      const stamp = context.obj({
        Type: 'Annot',
        Subtype: 'Stamp',
        Rect: [300, 300, 450, 450],
        F: 4,
        AP: { N: look },
        Contents: PDFString.of('inner remark'),
      } as never)
      two.node.Annots()!.push(context.register(stamp))
    })
    const copy = await done(bytes, [first])
    expect(copy.report.pagesFlattened).toEqual([1])
    expect(tracesOf(copy.bytes, ['inner remark'])).toEqual([])
    expect((await pagesOf(copy.bytes))[1]).toContain('42.50')
    expect(await compared(bytes, copy.bytes, [], 2)).toBeLessThan(0.0005)
  })

  test('become pictures when they hold layers or are cropped: what is not shown goes', async () => {
    const bytes = await withFont((pdf, font) => {
      pdf.addPage(A4).drawText('One', { x: 60, y: 800, size: 14, font })
      const { context, catalog } = pdf
      const two = pdf.addPage(A4)
      two.drawText('Shown words', { x: 60, y: 700, size: 14, font })
      const layer = context.register(context.obj({ Type: 'OCG', Name: PDFString.of('Drafts') }))
      const key = (two.node.Resources()!.lookup(n('Font')) as never as { keys: () => PDFName[] }).keys()[0]!
      two.node.Resources()!.set(n('Properties'), context.obj({ L: layer }))
      two.node.addContentStream(
        context.register(context.flateStream(`/OC /L BDC BT ${key} 14 Tf 60 600 Td (Layered secret) Tj ET EMC`)),
      )
      catalog.set(n('OCProperties'), context.obj({ OCGs: [layer], D: { OFF: [layer] } }))
      const three = pdf.addPage(A4)
      three.setCropBox(0, 400, 595, 441)
      three.drawText('Upper half', { x: 60, y: 700, size: 14, font })
      three.drawText('Lower secret', { x: 60, y: 200, size: 14, font })
    })
    const copy = await done(bytes, [first])
    expect(notes(copy)).toEqual(['cropped', 'layers'])
    const text = (await pagesOf(copy.bytes)).join(' ')
    expect(text).toMatch(/Shown words.*Upper half/s)
    expect(tracesOf(copy.bytes, ['Layered secret', 'Lower secret'])).toEqual([])
    expect(text).not.toMatch(/secret/)
  })

  const chinese = async (texts: string[]) => {
    const { createRequire } = await import('node:module')
    const { readFileSync } = await import('node:fs')
    const file = createRequire(import.meta.url).resolve(
      '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
    )
    const pdf = await PDFDocument.create()
    pdf.registerFontkit((await import('fontkit')) as never)
    const font = await pdf.embedFont(readFileSync(file), { subset: true })
    for (const text of texts) pdf.addPage(A4).drawText(text, { x: 60, y: 700, size: 16, font })
    return pdf.save()
  }

  test('become pictures when their font has letters that only stand under bars', async () => {
    const bytes = await chinese(['当事人欧阳锦绣住在本县', '第二页没有姓名'])
    const copy = await done(bytes, await marksFor(bytes, '欧阳锦绣'))
    expect(notes(copy)).toEqual(['font'])
    const text = (await pagesOf(copy.bytes)).map((page) => page.replace(/\s/g, ''))
    expect(text[0]).toMatch(/^当事人?住?在本县$/)
    expect(text[1]).toBe('第二页没有姓名')
    expect(tracesOf(copy.bytes, ['欧阳锦绣', 'FontFile'])).toEqual([])
  })

  test('are copied when all letters under the bars are open elsewhere in them', async () => {
    const bytes = await chinese(['当事人王国庆住在本县', '国王庆祝节日'])
    const copy = await done(bytes, await marksFor(bytes, '王国庆'))
    expect(copy.report.pagesFlattened).toEqual([1])
    expect((await pagesOf(copy.bytes)).join('').replace(/\s/g, '')).toContain('国王庆祝节日')
    expect((await pagesOf(copy.bytes)).join('').replace(/\s/g, '')).not.toContain('王国庆')
  })
})

describe('letters under the picture', () => {
  const page = async (content: (key: PDFName) => string) => {
    const pdf = await PDFDocument.create()
    const font = await pdf.embedFont(StandardFonts.Helvetica)
    const made = pdf.addPage(A4)
    made.drawText('Open words', { x: 60, y: 700, size: 14, font })
    const key = (made.node.Resources()!.lookup(n('Font')) as never as { keys: () => PDFName[] }).keys()[0]!
    made.node.addContentStream(pdf.context.register(pdf.context.flateStream(content(key))))
    return pdf.save()
  }
  const mark: Mark = { page: 1, rect: { x: 0, y: 0.8, width: 0.1, height: 0.1 }, ground: 'EX15' }

  test.each([
    ['white on white', (key: PDFName) => `1 g BT ${key} 14 Tf 60 500 Td (Hidden words) Tj ET`],
    ['covered', (key: PDFName) => `BT ${key} 14 Tf 60 500 Td (Hidden words) Tj ET 0 g 50 490 200 40 re f`],
    ['beside the page', (key: PDFName) => `BT ${key} 14 Tf 700 500 Td (Hidden words) Tj ET`],
  ])('leave out what is not seen: %s', async (_, content) => {
    const copy = await done(await page(content), [mark])
    const text = (await pagesOf(copy.bytes))[0]!
    expect(text).toContain('Open words')
    expect(text).not.toMatch(/idden|words\s+words/)
    expect(notes(copy)).toEqual([])
  })

  test('are none at all when there is text that is set but not drawn', async () => {
    const copy = await done(await page((key) => `BT ${key} 14 Tf 3 Tr 60 500 Td (Hidden words) Tj ET`), [mark])
    expect((await pagesOf(copy.bytes))[0]!.trim()).toBe('')
    expect(notes(copy)).toEqual(['no-text-layer'])
  })
})

test('whatever is marked on a page of words, no letter under a bar is left and no other word is lost', async () => {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Courier)
  const made = pdf.addPage([300, 200])
  const words = Array.from({ length: 24 }, (_, i) => ({
    text: `w${String.fromCharCode(97 + i)}${i}q`,
    x: 15 + (i % 4) * 70,
    y: 180 - Math.floor(i / 4) * 28,
  }))
  for (const { text, x, y } of words) made.drawText(text, { x, y, size: 12, font })
  const bytes = await pdf.save()
  const outline = (await outlined(bytes)).pages[0]!
  const boxes = words.map(({ text }) => ({
    text,
    rect: outline.pieces.find((piece) => piece.text.includes(text))!.rect,
  }))
  expect(boxes).toHaveLength(24)
  const rect = fc
    .tuple(
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 0.02, max: 0.4, noNaN: true }),
      fc.double({ min: 0.02, max: 0.3, noNaN: true }),
    )
    .map(([x, y, width, height]) => ({ x, y, width: Math.min(width, 1 - x), height: Math.min(height, 1 - y) }))
  await fc.assert(
    fc.asyncProperty(fc.array(rect, { minLength: 1, maxLength: 4 }), async (rects) => {
      const copy = await redact(
        bytes,
        'pdf',
        rects.map((one) => ({ page: 1, rect: one, ground: 'EX15' as const })),
      )
      if (!copy.ok) throw new Error(copy.key)
      const text = (await pagesOf(copy.bytes))[0]!.replace(/\s+/g, ' ')
      for (const { text: word, rect: box } of boxes) {
        const near = (slack: number) =>
          rects.some(
            (one) =>
              one.x < box.x + box.width + slack &&
              box.x < one.x + one.width + slack &&
              one.y < box.y + box.height + slack &&
              box.y < one.y + one.height + slack,
          )
        if (near(0)) expect(text).not.toContain(word)
        else if (!near(0.02)) expect(text).toContain(word)
      }
    }),
    { numRuns: 12 },
  )
})
