import { htmlToText } from '../../foundations/documents/index.ts'
import { fold } from '../../foundations/text/normalise.ts'
import { wordsForIndex } from '../../foundations/text/segment.ts'
import type { EntryFields } from './entry.ts'

/** Words that stand in questions of every kind and say nothing of the matter. */
const askingWords = new Set(
  (
    '什么 哪些 哪个 哪里 哪儿 怎么 怎样 怎么样 怎么办 如何 为什么 何时 是否 是不是 能否 能不能 可以 可不可以 多少 多久 多长 请问 您好 你好 ' +
    '想 想要 问 一下 我 你 您 他 她 我们 自己 有 没有 要 能 会 是 需 需要 应该 应当 时候 情况 问题 哪 几 吗 呢 吧 啊 的 了 在 和 与 及 或 ' +
    '谁 谢谢 现在 今天 今年 明天 对 对于 关于 到 去 来 为 给 把 被 让 就 都 也 还 又 才 只 很 已 已经 不 个 这 那'
  ).split(' '),
)

const telling = (text: string): string[] => [
  ...new Set(wordsForIndex(fold(text)).filter((word) => /[\p{L}\p{N}]/u.test(word) && !askingWords.has(word))),
]

/** Words a question is found by: as dictionaries have them, without those of asking. */
export const wordsAsked = (question: string, phrasings: readonly string[] = []): string[] =>
  telling([question, ...phrasings].join('\n'))

/** Words of an answer, at most so many: the beginning says what it is about. */
export const wordsAnswered = ({ answerHtml }: Pick<EntryFields, 'answerHtml'>): string[] =>
  telling(htmlToText(answerHtml)).slice(0, 2_000)
