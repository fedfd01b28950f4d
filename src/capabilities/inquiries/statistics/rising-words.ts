/**
 * Words that rise: which stand in more summaries of a period than the period before would lead one to expect. Works on public
 * summaries alone; a summary counts once for a word, however often it stands there.
 */
export type Rising = { word: string; now: number; before: number; score: number }

/** Shown at most, and the fewest cases a word must stand in. */
const shown = 20
const fewest = 3

/** Say what a message is, not what it is about. */
const plain = new Set(
  (
    '问题 反映 咨询 建议 希望 关于 请问 什么 怎么 怎样 如何 为什么 是否 能否 可否 可以 不能 没有 有关 相关 解决 尽快 请求 要求 投诉 情况 处理 严重 ' +
    '加快 恳请 强烈 再次 何时 时候 哪里 多少 多久 我们 我家 你们 他们 这个 那个 一下 进行 需要 应该 已经 还是 不是 就是 因为 所以 但是 以及 或者 ' +
    '领导 政府 部门 单位 有没有 能不能 不了 不到 不给 给予 对于 办理 办法 事项 来电 来信 来信人 来电人 询问 了解 县城 本县 全县 群众 市民 居民 一直 ' +
    '举报 质疑 反对 呼吁 事宜 不满 恳求 期待 强烈要求 长期 至今 迟迟 不知 无法 不合理 合理 存在 影响 怎么办 查询 申请 落实'
  ).split(' '),
)

const isWord = (word: string) => /^[\p{Script=Han}a-z]{2,}$/u.test(word) && !plain.has(word)

/**
 * @param words segments a text
 * @param now summaries of the period @param before summaries of the period before
 * @returns counts are of summaries in which the word stands anywhere, as the list finds them
 */
export const risingWords = (
  words: (text: string) => readonly string[],
  now: readonly string[],
  before: readonly string[],
): Rising[] => {
  const often = new Map<string, number>()
  for (const summary of now)
    for (const word of new Set(words(summary).filter(isWord))) often.set(word, (often.get(word) ?? 0) + 1)
  const some = [...often].filter(([, n]) => n >= fewest).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  // What is not among the most frequent cannot rise much; counting by substring is for the few.
  const candidates = some.slice(0, 10 * shown).map(([word]) => word)
  const stands = (all: readonly string[], word: string) => all.filter((summary) => summary.includes(word)).length
  const share = before.length ? now.length / before.length : 1
  return candidates
    .map((word) => {
      const there = stands(now, word)
      const then = stands(before, word)
      const expected = then * share
      return { word, now: there, before: then, score: there * Math.log((there + 1) / (expected + 1)) }
    })
    .filter(({ now: n, score }) => n >= fewest && score > 0)
    .sort((a, b) => b.score - a.score || b.now - a.now || (a.word < b.word ? -1 : 1))
    .slice(0, shown)
}
