import { chineseInteger } from '../numbers/chinese-integer.ts'
import { type Article, type ArticleId, articles } from './articles.ts'
import { type Instrument, instruments } from './instruments.ts'

export type Citation = {
  id: ArticleId
  /** 《中华人民共和国政府信息公开条例》第二十条第（一）项 */
  label: string
  /** 条例第二十条第（一）项 */
  short: string
  summary: string
  instrument: Instrument
}

/** Full citation of an article as printed in letters and on screens. Throws for an id that is not registered. */
export function cite(id: ArticleId): Citation {
  const article: Article | undefined = articles[id]
  if (!article) throw new RangeError(`no such article: ${id}`)
  const instrument: Instrument = instruments[article.instrument]
  const place = placeOf(article)
  const number = article.article === null && instrument.number !== '' ? `（${instrument.number}）` : ''
  const isSetting = article.instrument === 'LOCAL-SETTING'
  return {
    id,
    label: isSetting ? instrument.title : `《${instrument.title}》${number}${place}`,
    short: `${instrument.short}${place}`,
    summary: article.summary,
    instrument,
  }
}

/** Every registered id, for pages that list them and for tests. */
export const articleIds = Object.keys(articles) as ArticleId[]

/** True for a string that is an id; use it where an id comes from stored data. */
export function isArticleId(text: string): text is ArticleId {
  return Object.hasOwn(articles, text)
}

/** 第二十条第一款第（三）项 */
function placeOf({ article, paragraph, item }: Article): string {
  if (article === null) return ''
  const inParagraph = paragraph === undefined ? '' : `第${chineseInteger(paragraph)}款`
  const inItem = item === undefined ? '' : `第（${chineseInteger(item)}）项`
  return `第${chineseInteger(article)}条${inParagraph}${inItem}`
}
