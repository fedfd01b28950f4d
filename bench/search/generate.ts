import { createHash } from 'node:crypto'
import type { Said } from '../../src/foundations/publication-log/chained.ts'
import {
  type RecordKind,
  type RecordPublished,
  recordKinds,
  type SectorChanged,
  type UnitChanged,
} from '../../src/foundations/publication-log/entries.ts'
import { documentNumbersIn } from '../../src/foundations/text/document-number.ts'
import { escapeHtml } from '../../src/foundations/text/html-text.ts'
import { type CorpusDocument, corpusDocuments } from './corpus.ts'

/**
 * Items of a county cut from the real documents of the corpus: about 700 characters of consecutive real paragraphs, a
 * title of the real title and its section, 300 units, 40 sectors, all kinds, the years 2004 to 2026. The same seed
 * always gives the same items. When the documents are used up it cuts them again at other places.
 */
const unitCount = 300
const sectorCount = 40
const itemLength = 700

/** Small fast generator of repeatable numbers (mulberry32), 0 ≤ x < 1. */
export function repeatable(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const places =
  '城关 新安 永兴 太平 白马 双河 石桥 龙门 清溪 大坪 青山 红星 东风 长河 柳林 杨家 高坪 金沙 观音 仁和'.split(' ')
const offices =
  '人民政府办公室 发展和改革局 教育局 科学技术局 公安局 民政局 司法局 财政局 人力资源和社会保障局 自然资源局 生态环境局 住房和城乡建设局 交通运输局 水务局 农业农村局'.split(
    ' ',
  )
const sectorNames =
  '重大建设项目 公共资源交易 财政预决算 安全生产 税收管理 征地补偿 国有土地上房屋征收 保障性住房 农村危房改造 生态环境 义务教育 户籍管理 社会救助 养老服务 公共法律服务 扶贫 救灾 食品药品监管 城市综合执法 就业 社会保险 涉农补贴 公共文化服务 医疗卫生 市政服务 城乡规划 旅游 统计 水利 交通运输 自然资源 农业机械 林业 粮食 审计 科技 工业 商务 应急 市场监管'.split(
    ' ',
  )

export function generateUnits(): UnitChanged[] {
  return Array.from({ length: unitCount }, (_, i) => {
    const name = `${places[Math.floor(i / offices.length) % places.length]}县${offices[i % offices.length]}`
    return {
      id: i + 1,
      code: `unit-${i + 1}`,
      name,
      shortName: name,
      kind: i % offices.length === 0 ? 'government' : 'department',
      parentId: null,
      position: i,
      organisationCode: String(10_000_000 + i).padEnd(9, '0'),
      disclosureOffice: { name: '', address: '', officeHours: '', phone: '', fax: '', email: '', postcode: '' },
      dissolvedOn: null,
      mergedIntoId: null,
    }
  })
}

export function generateSectors(): SectorChanged[] {
  return sectorNames
    .slice(0, sectorCount)
    .map((name, i) => ({ id: i + 1, code: `sector-${i + 1}`, name, position: i, leadUnitId: null }))
}

/** Everything a log of `n` items begins with and holds, ready to be chained. */
export function* generateLog(n: number, options: { seed: number }): Iterable<Said> {
  for (const unit of generateUnits()) yield { kind: 'unit.changed', subject: `unit/${unit.id}`, payload: unit }
  for (const sector of generateSectors())
    yield { kind: 'sector.changed', subject: `sector/${sector.id}`, payload: sector }
  for (const r of generateRecords(n, options)) yield { kind: 'record.published', subject: `record/${r.id}`, payload: r }
}

type Cut = { document: CorpusDocument; section: string; text: string; part: number }

function* cuts(random: () => number): Iterable<Cut> {
  const documents = corpusDocuments().filter((d) => d.body.length > 200)
  for (let round = 0; ; round++) {
    for (const document of documents) {
      const lines = document.body.split('\n').filter((line) => line.trim() !== '')
      let section = ''
      let text = ''
      let part = 0
      // Later rounds begin elsewhere and cut at other lengths, so that no two items are the same.
      const wanted = itemLength * (0.7 + 0.6 * random())
      const skip = round === 0 ? 0 : Math.floor(random() * Math.min(8, lines.length))
      for (const line of lines.slice(skip)) {
        if (line.startsWith('#')) {
          section = line.replace(/^#+\s*/, '').trim()
          continue
        }
        text += `${line.trim().slice(0, 1400)}\n`
        if (text.length >= wanted) {
          yield { document, section, text, part: ++part }
          text = ''
        }
      }
      if (text.length > 200) yield { document, section, text, part: part + 1 }
    }
  }
}

/** `n` published records with ids from 1, the same for the same seed. */
export function* generateRecords(n: number, options: { seed: number }): Iterable<RecordPublished> {
  const random = repeatable(options.seed)
  const units = generateUnits()
  let id = 0
  for (const cut of cuts(random)) {
    if (++id > n) return
    yield recordOf(id, cut, units, random)
  }
}

/** The same items as lines of the corpus format, for moving in from a file. */
export function* generateCorpusLines(n: number, options: { seed: number }): Iterable<CorpusDocument> {
  for (const record of generateRecords(n, options)) {
    const id = createHash('sha256').update(`${options.seed}/${record.id}`).digest('hex').slice(0, 16)
    yield {
      id,
      title: record.title,
      body: record.bodyHtml
        .replace(/<p>|<\/p>/g, '\n')
        .replace(/\n+/g, '\n')
        .trim(),
      doc_number: record.docNumber || null,
      issuer: record.issuer,
      issued_on: record.formedOn,
      kind: record.kind,
      source_repo: null,
      source_path: null,
      extra: {},
    }
  }
}

function recordOf(id: number, cut: Cut, units: UnitChanged[], random: () => number): RecordPublished {
  // Few units publish most: the square leans towards the first ones.
  const unit = units[Math.floor(random() ** 2 * unitCount)]!
  const kind: RecordKind = recordKinds[Math.floor(random() ** 1.5 * recordKinds.length)]!
  const year = 2026 - Math.floor(random() ** 2 * 22)
  const day = new Date(
    Date.UTC(year, 0, 1 + Math.floor(random() * (year === 2026 ? 120 : 365)), 1, Math.floor(random() * 480)),
  )
  const formedOn = day.toISOString().slice(0, 10)
  const { document, section, part } = cut
  const cited = documentNumbersIn(document.doc_number ?? '')[0]
  const legal = ['normative_document', 'regulation', 'official_document'].includes(kind)
  return {
    id,
    indexNumber: `${unit.organisationCode}/${year}-${String(id).padStart(5, '0')}`,
    title: [document.title, section, part > 1 || section === '' ? `（${part}）` : '']
      .filter(Boolean)
      .join(' ')
      .slice(0, 200),
    docNumber: legal && random() < 0.5 ? `${cited?.code || '县府办发'}〔${year}〕${(id % 400) + 1}号` : '',
    unitId: unit.id,
    issuer: unit.name,
    columnId: 1 + (id % 12),
    catalogueItemId: null,
    sectorId: random() < 0.7 ? 1 + Math.floor(random() * sectorCount) : null,
    kind,
    subject: [],
    formedOn,
    publishedAt: day.toISOString(),
    editionPublishedAt: day.toISOString(),
    effectiveOn: legal ? formedOn : null,
    expiresOn: legal && random() < 0.4 ? `${year + 5}${formedOn.slice(4, 8)}28` : null,
    validity: legal ? (random() < 0.1 ? 'repealed' : 'effective') : null,
    repeal: null,
    summary: '',
    keywords: [],
    source: '',
    bodyHtml: cut.text
      .trim()
      .split('\n')
      .map((line) => `<p>${escapeHtml(line)}</p>`)
      .join(''),
    attachments: [],
    edition: 1,
    history: [{ edition: 1, publishedAt: day.toISOString(), reason: '' }],
    sourceId: null,
  }
}
