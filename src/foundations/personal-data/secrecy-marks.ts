import { type Finding, type RawFinding, type SecrecyKind, settled } from './finding.ts'
import { secrecyWords } from './words.zh.ts'

/**
 * Marks that say a paper is not for the public: 密级 (保守国家秘密法 第二十二条: level, star, period), 工作秘密 (第六十四条),
 * 公开属性 (国办发〔2016〕80号), and the usual words of internal papers. A law that speaks of secrets is no marked paper, so
 * words count only where marks stand: alone on a line, with a star, or behind 密级.
 */
const levels = '(?:绝[ \\u3000]*密|机[ \\u3000]*密|秘[ \\u3000]*密)'
const period =
  '(?:长期|启用前|\\d{1,3}[ \\u3000]*(?:年|个?月|天|日)|[一二三五十]{1,3}(?:年|个?月)|\\d{4}年\\d{1,2}月\\d{1,2}日)?'
const starred = new RegExp(`${levels}[ \\u3000]*[★☆✩⭐*＊][ \\u3000]*${period}`, 'g')
const alone = new RegExp(
  `^[ \\t\\u3000【\\[（(]*(${levels}(?:[ \\u3000]*(?:件|文件|级))?)[】\\]）) \\t\\u3000]*$`,
  'gm',
)
const labelled = new RegExp(`密[ \\u3000]*级[：:\\t \\u3000]+(${levels}[^\\n\\t，。；]{0,12})`, 'g')
const levelBefore = new RegExp(
  `^[ \\t\\u3000]*(${levels}[ \\u3000]*(?:长期|\\d{1,3}[ \\u3000]*年|\\d{1,2}个月))[ \\t\\u3000]*$`,
  'gm',
)

const workSecret = /^[ \t\u3000【[（(]*(工作秘密)(?:[★☆：:][^\n]{0,20})?[】\]）) \t\u3000]*$/gm
const notPublic =
  /[（(【[]?[ \u3000]*(?:此|本)(?:件|文)[ \u3000]*(?:不予公开|不公开|不宜公开(?!招标|竞争|选拔|审理|听证)|不得公开)[^\n）)】\]]{0,10}[）)】\]]?/g
const onRequest = /[（(【[]?[ \u3000]*(?:此|本)(?:件|文)[ \u3000]*依申请公开[ \u3000]*[）)】\]]?/g
const property =
  /(?:公开属性|信息公开属性|公开类别|信息公开选项|公开方式)[ \u3000]*[：:\t][ \u3000]*(不予公开|不公开|依申请公开)/g
const ticked = /[☑√■✓✔☒][ \u3000]*(不予公开|不公开|依申请公开)/g
const inside =
  /内部(?:资料|文件|材料|参阅|参考|情况|使用|发行|传阅|掌握)|请?注意(?:保存|保密)|(?:不得|请勿|严禁|禁止|不要|勿)(?:外传|外泄|扩散|翻印|复印|对外(?:公开|提供|发布))|仅供(?:内部|领导|工作)[^\n，。]{0,6}|阅后(?:即焚|销毁|收回|退回|清退)|不宜公开(?!招标|竞争|选拔|审理|听证)|未经(?:批准|许可|允许)不得(?:外传|公开|转载)/g

/** Longest line that can be a mark or a note; running prose is longer. */
const MARK_LINE = 30

/** Marks of secrecy and of 公开属性. 'block' for what may never go out, 'warn' for what someone must look at. */
export const findSecrecyMarks = (text: string): Finding<SecrecyKind>[] => {
  const raw: RawFinding<SecrecyKind>[] = []
  const add = (start: number, words: string, kind: SecrecyKind, severity: 'block' | 'warn', message: string) =>
    raw.push({ kind, start, end: start + words.length, severity, message })
  const squeeze = (words: string) => words.replace(/[\s\u3000]+/g, '')
  for (const pattern of [starred, labelled, alone, levelBefore]) {
    for (const m of text.matchAll(pattern)) {
      const words = m[1] ?? m[0]
      add(m.index + m[0].indexOf(words), words, 'classified', 'block', secrecyWords.classified(squeeze(words)))
    }
  }
  for (const m of text.matchAll(workSecret))
    add(m.index + m[0].indexOf(m[1]!), m[1]!, 'work_secret', 'block', secrecyWords.work_secret)
  for (const m of text.matchAll(notPublic)) add(m.index, m[0], 'not_public', 'block', secrecyWords.not_public)
  for (const m of text.matchAll(onRequest)) add(m.index, m[0], 'on_request', 'warn', secrecyWords.on_request)
  for (const pattern of [property, ticked]) {
    for (const m of text.matchAll(pattern)) {
      if (m[1] === '依申请公开') add(m.index, m[0], 'on_request', 'warn', secrecyWords.on_request)
      else add(m.index, m[0], 'not_public', 'block', secrecyWords.not_public)
    }
  }
  for (const m of text.matchAll(inside)) {
    const lineStart = text.lastIndexOf('\n', m.index) + 1
    const nextBreak = text.indexOf('\n', m.index)
    const line = text.slice(lineStart, nextBreak < 0 ? text.length : nextBreak).trim()
    if (
      line.length <= MARK_LINE &&
      !/^第.{1,6}[条章节]|^[（(][一二三四五六七八九十\d]+[）)]|[；，]$|[，。；].{8,}/.test(line)
    )
      add(m.index, m[0], 'keep_inside', 'warn', secrecyWords.keep_inside(m[0]))
  }
  return settled(text, raw)
}
