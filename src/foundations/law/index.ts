export { type Article, type ArticleId, articles } from './articles.ts'
export { articleIds, type Citation, cite, isArticleId } from './cite.ts'
export { type Instrument, type InstrumentId, instruments } from './instruments.ts'
export { hasLimitOn, type Length, type Limit, type LimitKey, limitOn, limits, workingDaysOf } from './limits.ts'
