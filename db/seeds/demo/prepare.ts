import { statutoryColumn } from '../../../src/capabilities/catalogue/rules/statutory-columns.ts'
import type { DemoRecord, Written } from './types.ts'

/** 主题分类 under which a unit's items usually fall. */
const subjectOfUnit: Record<string, [string, string]> = {
  xzf: ['综合政务', '政务公开'],
  fgj: ['国民经济管理、国有资产监管', '宏观经济'],
  jyj: ['科技、教育', '教育'],
  gxj: ['工业、交通', '信息产业（含电信）'],
  gaj: ['公安、安全、司法', '公安'],
  mzj: ['民政、扶贫、救灾', '社会福利'],
  sfj: ['公安、安全、司法', '司法'],
  czj: ['财政、金融、审计', '财政'],
  rsj: ['劳动、人事、监察', '劳动就业'],
  zrzyj: ['国土资源、能源', '土地'],
  sthj: ['城乡建设、环境保护', '环境监测、保护与治理'],
  zjj: ['城乡建设、环境保护', '城乡建设（含住房）'],
  jtj: ['工业、交通', '公路'],
  slj: ['农业、林业、水利', '水利'],
  nyj: ['农业、林业、水利', '农业、畜牧业、渔业'],
  wlj: ['文化、广电、新闻出版', '文化'],
  wjj: ['卫生、体育', '卫生'],
  yjj: ['市场监管、安全生产监管', '安全生产监管'],
  scj: ['市场监管、安全生产监管', '食品药品监管'],
  zfj: ['城乡建设、环境保护', '城乡建设（含住房）'],
  ybj: ['劳动、人事、监察', '社会保障'],
  xczxj: ['民政、扶贫、救灾', '扶贫'],
}

/** A salutation, a formula of promulgation, a table or a heading tells nothing of the matter. */
const empty = /^\s*$|^##|^<|[：:]$|印发给你们|^第.章/

/** First sentences of the first telling paragraph, at most about 110 characters. */
function opening(body: string): string {
  const lines = body.split('\n')
  const paragraph = lines.find((line) => line.length > 12 && !empty.test(line)) ?? lines[0] ?? ''
  const sentences =
    paragraph
      .trim()
      .replace(/^(第[一二三四五六七八九十]+条　|（?[一二三四五六七八九十\d]+[）、.])/, '')
      .match(/[^。；]+[。；]?/g) ?? []
  let text = ''
  for (const sentence of sentences) {
    if (text && text.length + sentence.length > 110) break
    text += sentence
  }
  return text.length > 140 ? `${text.slice(0, 138)}……` : text.replace(/；$/, '。')
}

/** A moment between 9:00 and 16:59 Beijing time, the same for the same key on every run. */
function momentOf(day: string, key: string): string {
  let seed = 7
  for (const char of key) seed = (seed * 31 + char.codePointAt(0)!) % 100_003
  const minutes = 9 * 60 + (seed % 480)
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return new Date(`${day}T${clock}:00+08:00`).toISOString()
}

/** Fills in what an author may leave out. */
export function prepare(written: readonly Written[]): DemoRecord[] {
  return written.map(({ publishedOn, keywords, summary, subject, kind, attachments, body, ...rest }) => ({
    ...rest,
    kind: kind ?? statutoryColumn(rest.column)?.kind ?? 'other',
    subject: subject ?? subjectOfUnit[rest.unit] ?? [],
    publishedAt: momentOf(publishedOn, rest.key),
    summary: summary ?? opening(body),
    keywords: keywords.split(' ').filter(Boolean),
    body: body.trim(),
    attachments: attachments ?? [],
  }))
}
