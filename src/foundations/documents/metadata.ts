import { findDocNumbers, parseDocNumber } from '../numbers/index.ts'
import { dateAlone, datesIn } from './document-dates.ts'

/**
 * What the words of an official document say of themselves, proposed to the clerk and never filled in silently. The
 * rules follow the layout of GB/T 9704-2012: 版头 (issuing mark, number), title, addressee, text, signature and date,
 * notes in brackets, 版记.
 */
export type Publicity = 'proactive' | 'on_request' | 'not_public'
export type MetadataProposal = {
  title: string | null
  /** Normal form, 国办发〔2017〕47号. */
  docNumber: string | null
  /** 发文机关, several joined by '、'. */
  issuer: string | null
  /** 成文日期, YYYY-MM-DD. */
  formedOn: string | null
  /** 主送机关, without the colon. */
  addressee: string | null
  /** 公开属性 as the note or the form states it. */
  publicity: Publicity | null
}

const body =
  '人民政府|政府|国务院|委员会|办公厅|办公室|[^市县区]局|厅|[^全]部|科学院|研究院|[医学法]院|检察院|银行|公司|集团|中心|领导小组|指挥部|协会|联合会|' +
  '合作社|大队|支队|总队|派出所|税务所|街道办事处|管理处|管委会|组委会|专员公署|行政公署|县委|市委|区委|省委|党组|法院|学校|大学|馆|署|委|办'
const organisation = new RegExp(`^[\\p{Script=Han}（）()0-9A-Za-z]{0,36}?(?:${body})$`, 'u')
const kinds =
  '决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|规定|条例|细则|方案|规划|计划|' +
  '公示|指南|目录|章程|规则|规程|制度|预案|要点|答复|说明|解读|清单|告知单|申请表|名单|总结|审查意见|批复意见|实施意见|实施方案'
const endsLikeTitle = new RegExp(`(?:${kinds})(?:[（(][^）)]{1,20}[）)])?$`)
const division = /^第[一二三四五六七八九十百]+[编章节条][\s\u3000]/
const signer =
  /^(?:总理|主席|委员长|省长|市长|州长|县长|区长|部长|主任|局长|厅长|行长|署长|审计长)[\s\u3000]*[\p{Script=Han}·\s\u3000]{2,12}$/u

const squeeze = (line: string) => line.replace(/[\s\u00a0\u3000]+/g, '')
const isOrganisation = (line: string) => squeeze(line).length >= 3 && organisation.test(squeeze(line))

const labels: { field: 'title' | 'docNumber' | 'issuer' | 'formedOn' | 'publicity'; names: RegExp }[] = [
  { field: 'docNumber', names: /^(?:发文字号|发文文号|文件编号|文号)$/ },
  { field: 'issuer', names: /^(?:发布机构|发文机关|发文单位|发布单位|制发机关|公开主体)$/ },
  { field: 'formedOn', names: /^(?:成文日期|发文日期|生成日期|产生日期|制发日期)$/ },
  { field: 'title', names: /^(?:标题|名称|信息名称|文件名称)$/ },
  { field: 'publicity', names: /^(?:公开属性|信息公开属性|公开方式|公开类别|信息公开选项|信息公开形式)$/ },
]

/** `发文字号：国发〔2019〕1号` and rows of a metadata table, cells parted by tabs. */
const labelled = (lines: string[]): Map<string, string> => {
  const found = new Map<string, string>()
  for (const line of lines) {
    const cells = line.split('\t').map((c) => c.trim())
    cells.forEach((cell, i) => {
      const m = cell.match(/^([^：:]{2,8})[：:](.*)$/)
      const name = squeeze(m?.[1] ?? cell).replace(/[【】[\]]/g, '')
      const value = (m && m[2]!.trim() !== '' ? m[2]! : (cells[i + 1] ?? '')).trim()
      const label = labels.find((l) => l.names.test(name))
      if (label && value !== '' && !found.has(label.field)) found.set(label.field, value)
    })
  }
  return found
}

const publicityOf = (text: string): Publicity | null => {
  if (/依申请公开/.test(text)) return 'on_request'
  if (/不予公开|不公开|不宜公开/.test(text)) return 'not_public'
  return /主动公开|公开发布|公开$|删减后公开/.test(text) ? 'proactive' : null
}

/** The note under the date: （此件公开发布）, or a form field with the boxes of 公开属性. */
const publicityNote = (lines: string[]): Publicity | null => {
  for (const line of [...lines].reverse()) {
    const tidy = squeeze(line)
    const note = tidy.match(/^[（([]?(?:此件|本件|此文)([^）)\]]{2,20})[）)\]]?$/)
    const ticked = tidy.match(/^(?:信息)?公开(?:属性|选项|形式|类别|方式)[：:](.{2,60})$/)
    const choice = ticked?.[1]?.match(/[☑√■✓✔☒]\s*(主动公开|依申请公开|不予公开|不公开)/)?.[1]
    const found = publicityOf(note?.[1] ?? choice ?? (ticked && !/[□☐]/.test(ticked[1]!) ? ticked[1]! : ''))
    if (found) return found
  }
  return null
}

const HEAD = 24

/** The line that is the number of this very document, among the first ones. */
const numberLine = (lines: string[]): { index: number; text: string } | null => {
  for (let i = 0; i < Math.min(lines.length, HEAD); i++) {
    const line = lines[i]!
    if (/^第[\d一二三四五六七八九十百千〇零]+号$/.test(squeeze(line)) && i > 0) {
      const order = parseDocNumber(squeeze(lines[i - 1]! + line))
      if (order) return { index: i, text: order.text }
    }
    const found = findDocNumbers(line)[0]
    if (!found) continue
    const rest = squeeze(line.slice(0, found.start) + line.slice(found.end)).replace(/签发人[：:]?.*$/, '')
    if (rest.length <= 2) return { index: i, text: found.text }
  }
  return null
}

/** 版头: 测试县人民政府文件, several lines for joint issue. */
const redHead = (lines: string[], end: number): { issuers: string[]; index: number } | null => {
  for (let i = 0; i < end; i++) {
    const line = squeeze(lines[i]!)
    const mark = line.match(/^(.{3,40}?)(?:文件|令|公告)$/)
    if (mark && isOrganisation(mark[1]!)) {
      const issuers = [mark[1]!]
      for (let j = i - 1; j >= 0 && isOrganisation(lines[j]!); j--) issuers.unshift(squeeze(lines[j]!))
      return { issuers, index: i }
    }
    // 文件 standing alone beside several agencies.
    if (line === '文件' && i > 0) {
      const issuers: string[] = []
      for (let j = i - 1; j >= 0 && isOrganisation(lines[j]!); j--) issuers.unshift(squeeze(lines[j]!))
      if (issuers.length > 0) return { issuers, index: i }
    }
  }
  return null
}

/** Agencies of one signature line: 教育部 财政部 stand apart by blanks. */
const signers = (line: string): string[] => {
  if (isOrganisation(line) && !/[\s\u3000]{2}/.test(line.trim())) return [squeeze(line)]
  const parts = line.trim().split(/[\s\u3000]+/)
  return parts.length > 1 && parts.every((p) => isOrganisation(p)) ? parts : []
}

type Signature = { date: string; issuers: string[]; index: number }

const signature = (lines: string[]): Signature | null => {
  const alone = lines.flatMap((line, index) => {
    const date = dateAlone(line)
    return date ? [{ date, index }] : []
  })
  const signed = alone.map(({ date, index }) => {
    const issuers: string[] = []
    for (let j = index - 1; j >= 0 && j >= index - 12; j--) {
      const here = signers(lines[j]!)
      if (here.length === 0) break
      issuers.unshift(...here)
    }
    const byPerson = index > 0 && signer.test(lines[index - 1]!.trim())
    return { date, index, issuers, certain: issuers.length > 0 || byPerson }
  })
  // The first signed date is the document's own; dates after it belong to annexes.
  const best = signed.find((s) => s.certain) ?? signed.filter((s) => s.index > lines.length / 2)[0] ?? signed.at(-1)
  if (best) return best
  for (let i = lines.length - 1; i >= Math.max(0, lines.length - 60); i--) {
    const line = lines[i]!.trim()
    const date = datesIn(line)[0]
    if (!date || line.length > 60) continue
    const before = squeeze(line.slice(0, date.start))
    // 版记: 某办公室 2019年4月3日印发, or signature and date on one line.
    if (/^印发/.test(squeeze(line.slice(date.end))) || (isOrganisation(before) && date.end === line.length))
      return { date: date.date, index: i, issuers: isOrganisation(before) && date.end === line.length ? [before] : [] }
  }
  return null
}

const isBody = (line: string) => line.length > 28 && /[。；]/.test(line)

/** 各乡镇人民政府，县政府各部门：the first line after the head that ends with a colon and calls on someone. */
const addresseeIndex = (lines: string[]): number => {
  for (let i = 1; i < Math.min(lines.length, HEAD); i++) {
    const line = lines[i]!.trim()
    if (isBody(line)) return -1
    if (!/[：:]$/.test(line) || line.length > 400 || /[\t/]/.test(lines[i]!)) continue
    if (
      /如下|以下|包括|原则|目标|职责|[。；！？]|^第|^[（(]?[一二三四五六七八九十\d]+[、.）)]|^(?:附|抄送|主题词|联系|正文|注)/.test(
        line,
      )
    )
      continue
    return i
  }
  return -1
}

/** Lines of a wrapped title joined, `bounded` when what stands at `to` ends it; null when the lines do not look like one. */
const titleFrom = (lines: string[], from: number, to: number, bounded: boolean): string | null => {
  const parts: string[] = []
  for (let i = from; i < Math.min(to, from + 6); i++) {
    const raw = lines[i]!.trim()
    const line = squeeze(raw)
    // An empty number of a template (〔2008〕号) stands before the title.
    if (parts.length === 0 && /[〔[(（]\S{0,6}[〕\])）]\S{0,6}号$/.test(line)) continue
    if (parts.length === 0 && /^签发人|^第[\d一二三四五六七八九十百〇]+号$/.test(line)) continue
    if (raw.includes('\t') || line.length > 70 || /[。；！？：:]$/.test(line) || dateAlone(line)) break
    if (/^[（(].*[）)]$/.test(line) || (parts.length > 0 && isOrganisation(line))) break
    if (/^(?:主题词|索引号|来源|发布时间|浏览|字体|打印)/.test(line) || division.test(raw)) break
    if (/^[（(]?[一二三四五六七八九十]+[、）)]|^[·•●■◆\-—]|^\d+[.、]/.test(line)) break
    parts.push(line)
  }
  const prefixes = parts.map((_, i) => parts.slice(0, i + 1).join(''))
  // With a known end (number or addressee below) a title may pass a line that already ends like one.
  const complete = bounded
    ? prefixes.findLast((t) => endsLikeTitle.test(t))
    : prefixes.find((t) => endsLikeTitle.test(t))
  const title = complete ?? parts[0] ?? ''
  return title.length >= 4 && title.length <= 120 ? title : null
}

/** 《某某条例》已经…通过，现予公布: an order carries the title in its first sentence. */
const orderedTitle = (lines: string[]): string | null =>
  lines
    .slice(0, HEAD)
    .map((line) => line.match(/^(?:现公布|修订后的)?《([^》]{3,60})》(?:已经?|业经|经)/)?.[1])
    .find((title) => title !== undefined) ?? null

const titleOf = (lines: string[], number: number | null, head: number | null): string | null => {
  const ordered =
    number !== null && /[令告]/.test(lines[number]! + (lines[number - 1] ?? '')) ? orderedTitle(lines) : null
  if (ordered) return ordered
  const addressee = addresseeIndex(lines)
  const before = addressee > 0 ? addressee : Math.min(lines.length, HEAD)
  const start = head === null ? 0 : head + 1
  const after = number === null ? null : titleFrom(lines, Math.max(number, head ?? 0) + 1, before, addressee > 0)
  if (after && (endsLikeTitle.test(after) || /关于/.test(after))) return after
  const above = titleFrom(
    lines,
    number !== null && start > number ? 0 : start,
    number ?? before,
    number !== null || addressee > 0,
  )
  if (above && !isOrganisation(above) && !/(?:文件|令)$/.test(above)) return above
  return after
}

/**
 * Proposals from the text of a document (a line for each paragraph, cells parted by tabs). Fields that cannot be told
 * are null. Pure.
 */
export const proposeMetadata = (text: string): MetadataProposal => {
  const lines = text.split('\n').filter((l) => l.trim() !== '')
  const said = labelled(lines.slice(0, 40))
  const number = numberLine(lines)
  const head = redHead(lines, Math.min(lines.length, number ? number.index + 3 : 8))
  const sign = signature(lines)
  const title = said.get('title') ?? titleOf(lines, number?.index ?? null, head?.index ?? null)
  const fromTitle = title?.match(/^(.{2,40}?)关于/)?.[1] ?? ''
  const issuers =
    head?.issuers ?? (sign && sign.issuers.length > 0 ? sign.issuers : isOrganisation(fromTitle) ? [fromTitle] : [])
  const to = lines[addresseeIndex(lines)]
  const saidPublicity = said.get('publicity') ?? ''
  const saidDate = said.get('formedOn')
  return {
    title,
    docNumber: (said.has('docNumber') ? parseDocNumber(said.get('docNumber')!)?.text : null) ?? number?.text ?? null,
    issuer:
      said.get('issuer') ??
      (issuers.length > 0 ? issuers.map((i) => i.replace(/^中华人民共和国(?=国务院)/, '')).join('、') : null),
    formedOn:
      (saidDate ? (datesIn(saidDate)[0]?.date ?? saidDate.match(/\d{4}-\d{2}-\d{2}/)?.[0]) : null) ??
      sign?.date ??
      null,
    addressee: to ? squeeze(to).replace(/[：:]$/, '') : null,
    publicity: publicityNote(lines) ?? (/[□☐]/.test(saidPublicity) ? null : publicityOf(saidPublicity)),
  }
}
