const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' })
/** Characters that may not end a line, or not begin one. */
const opens = /[《〈（“‘〔【]$/
const closes = /^[》〉）”’〕】、，。：；？！]/

/**
 * A title that may only break between words: 公文 titles must keep words whole when they wrap (GB/T 9704-2012). Goes with
 * `word-break: keep-all`.
 */
export function TitleBreaks({ title }: { title: string }) {
  const words = [...segmenter.segment(title)].map((part) => part.segment)
  return (
    <>
      {words.map((word, i) => {
        const next = words[i + 1]
        const mayBreak = next !== undefined && !opens.test(word) && !closes.test(next)
        return mayBreak ? (
          <>
            {word}
            <wbr />
          </>
        ) : (
          word
        )
      })}
    </>
  )
}
