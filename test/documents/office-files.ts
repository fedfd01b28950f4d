import { strToU8, zipSync } from 'fflate'

/** Office files with hidden data, made in memory for the tests: parts by name, written as office programs write them. */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const W = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${office}"`
const S = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"`

export type Link = { id: string; type: string; target: string; external?: boolean }
export const links = (...list: Link[]): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${list
    .map(
      ({ id, type, target, external }) =>
        `<Relationship Id="${id}" Type="${type.includes(':') ? type : `${office}/${type}`}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

const types = (overrides: Record<string, string>) =>
  `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>${Object.entries(
    overrides,
  )
    .map(([name, type]) => `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-${type}+xml"/>`)
    .join('')}</Types>`

export type Extra = {
  /** Relationships of the package and of the main part, beside the usual ones. */
  rootLinks?: Link[]
  links?: Link[]
  parts?: Record<string, string | Uint8Array>
  overrides?: Record<string, string>
}

const pack = (parts: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  )

export const paragraph = (runs: string, properties = ''): string =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${runs}</w:p>`
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`

export const wordFile = (body: string, extra: Extra & { styles?: string } = {}): Uint8Array =>
  pack({
    '[Content_Types].xml': types({
      'word/document.xml': 'officedocument.wordprocessingml.document.main',
      'word/styles.xml': 'officedocument.wordprocessingml.styles',
      ...extra.overrides,
    }),
    '_rels/.rels': links({ id: 'r1', type: 'officeDocument', target: 'word/document.xml' }, ...(extra.rootLinks ?? [])),
    'word/_rels/document.xml.rels': links({ id: 's1', type: 'styles', target: 'styles.xml' }, ...(extra.links ?? [])),
    'word/document.xml': `${head}<w:document ${W} xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `${head}<w:styles ${W}>${extra.styles ?? ''}</w:styles>`,
    ...extra.parts,
  })

export const part = (name: string, inside: string): string => `${head}<w:${name} ${W}>${inside}</w:${name}>`

export const coreProperties = (inside: string): string =>
  `${head}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${inside}</cp:coreProperties>`
export const extendedProperties = (inside: string): string =>
  `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">${inside}</Properties>`
export const coreLink: Link = {
  id: 'core',
  type: `${packages}/relationships/metadata/core-properties`,
  target: 'docProps/core.xml',
}

export type SheetGiven = { name: string; data: string; before?: string; after?: string; state?: string; links?: Link[] }
export const cell = (at: string, text: string, style = 0): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`
export const row = (n: number, cells: string, attributes = ''): string => `<row r="${n}" ${attributes}>${cells}</row>`

export const workbookFile = (
  sheets: SheetGiven[],
  extra: Extra & { names?: string; before?: string; shared?: string[]; styles?: string } = {},
): Uint8Array =>
  pack({
    '[Content_Types].xml': types({
      'xl/workbook.xml': 'officedocument.spreadsheetml.sheet.main',
      ...Object.fromEntries(
        sheets.map((_, i) => [`xl/worksheets/sheet${i + 1}.xml`, 'officedocument.spreadsheetml.worksheet']),
      ),
      ...(extra.shared ? { 'xl/sharedStrings.xml': 'officedocument.spreadsheetml.sharedStrings' } : {}),
      ...(extra.styles ? { 'xl/styles.xml': 'officedocument.spreadsheetml.styles' } : {}),
      ...extra.overrides,
    }),
    '_rels/.rels': links({ id: 'r1', type: 'officeDocument', target: 'xl/workbook.xml' }, ...(extra.rootLinks ?? [])),
    'xl/workbook.xml': `${head}<workbook ${S}>${extra.before ?? ''}<sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="s${i + 1}"/>`,
      )
      .join('')}</sheets>${extra.names ? `<definedNames>${extra.names}</definedNames>` : ''}</workbook>`,
    'xl/_rels/workbook.xml.rels': links(
      ...sheets.map((_, i) => ({ id: `s${i + 1}`, type: 'worksheet', target: `worksheets/sheet${i + 1}.xml` })),
      ...(extra.shared ? [{ id: 'shared', type: 'sharedStrings', target: 'sharedStrings.xml' }] : []),
      ...(extra.styles ? [{ id: 'styles', type: 'styles', target: 'styles.xml' }] : []),
      ...(extra.links ?? []),
    ),
    ...Object.fromEntries(
      sheets.flatMap(({ data, before, after, links: own }, i) => [
        [
          `xl/worksheets/sheet${i + 1}.xml`,
          `${head}<worksheet ${S}>${before ?? ''}<sheetData>${data}</sheetData>${after ?? ''}</worksheet>`,
        ],
        ...(own ? [[`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, links(...own)]] : []),
      ]),
    ),
    ...(extra.shared
      ? { 'xl/sharedStrings.xml': `${head}<sst ${S}>${extra.shared.map((t) => `<si><t>${t}</t></si>`).join('')}</sst>` }
      : {}),
    ...(extra.styles ? { 'xl/styles.xml': `${head}<styleSheet ${S}>${extra.styles}</styleSheet>` } : {}),
    ...extra.parts,
  })

const P = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${office}"`
export type SlideGiven = { text: string; hidden?: boolean; notes?: string; comment?: string }

export const presentationFile = (slides: SlideGiven[]): Uint8Array => {
  const words = (text: string) =>
    `<p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld>`
  const parts: Record<string, string> = {}
  slides.forEach(({ text, hidden, notes, comment }, i) => {
    const n = i + 1
    parts[`ppt/slides/slide${n}.xml`] = `${head}<p:sld ${P}${hidden ? ' show="0"' : ''}>${words(text)}</p:sld>`
    parts[`ppt/slides/_rels/slide${n}.xml.rels`] = links(
      ...(notes ? [{ id: 'n', type: 'notesSlide', target: `../notesSlides/notesSlide${n}.xml` }] : []),
      ...(comment ? [{ id: 'c', type: 'comments', target: `../comments/comment${n}.xml` }] : []),
    )
    if (notes) parts[`ppt/notesSlides/notesSlide${n}.xml`] = `${head}<p:notes ${P}>${words(notes)}</p:notes>`
    if (comment)
      parts[`ppt/comments/comment${n}.xml`] =
        `${head}<p:cmLst ${P}><p:cm authorId="0"><p:text>${comment}</p:text></p:cm></p:cmLst>`
  })
  return pack({
    '[Content_Types].xml': types({ 'ppt/presentation.xml': 'officedocument.presentationml.presentation.main' }),
    '_rels/.rels': links({ id: 'r1', type: 'officeDocument', target: 'ppt/presentation.xml' }),
    'ppt/presentation.xml': `${head}<p:presentation ${P}><p:sldIdLst>${slides
      .map((_, i) => `<p:sldId id="${256 + i}" r:id="s${i + 1}"/>`)
      .join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': links(
      ...slides.map((_, i) => ({ id: `s${i + 1}`, type: 'slide', target: `slides/slide${i + 1}.xml` })),
    ),
    ...parts,
  })
}

/** OFD (GB/T 33190) with one page. */
export const ofdFile = (info: string, inDocument = '', parts: Record<string, string | Uint8Array> = {}): Uint8Array => {
  const ofd = 'xmlns:ofd="http://www.ofdspec.org/2016"'
  return pack({
    'OFD.xml': `${head}<ofd:OFD ${ofd}><ofd:DocBody><ofd:DocInfo>${info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `${head}<ofd:Document ${ofd}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>${inDocument}</ofd:Document>`,
    'Doc_0/Pages/Page_0/Content.xml': `${head}<ofd:Page ${ofd}><ofd:Content><ofd:Layer><ofd:TextObject Boundary="20 20 100 10" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 9 5">关于同意设立集市的批复</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`,
    ...parts,
  })
}
