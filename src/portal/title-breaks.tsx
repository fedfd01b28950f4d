const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' })
/** Characters that may not end a line, or not begin one. */
const opens = /[《〈（“‘〔【]$/
const closes = /^[》〉）”’〕】、，。：；？！]/
/** A number keeps its unit, a place its rank: 2026年, 云溪县城区. */
const figure = /\d$/
const bound = /^(?:[省市县区镇乡村局处科所站年月日号届次条件个]|的)$/
/** A name in 《》 with the few words after it, kept in one line where one line can hold it. */
const named = /(《[^《》]+》(?:的[^的《》]{1,4}$)?)/

/**
 * A title that may only break between words: 公文 titles must keep words whole when they wrap (GB/T 9704-2012). Goes with
 * `word-break: keep-all`.
 */
export function TitleBreaks({ title }: { title: string }) {
  return (
    <>
      {title
        .split(named)
        .filter(Boolean)
        .map((part) => (part.startsWith('《') ? <span class="title-name">{broken(part)}</span> : broken(part)))}
    </>
  )
}

function broken(text: string) {
  const words = [...segmenter.segment(text)].map((part) => part.segment)
  return (
    <>
      {words.map((word, i) => {
        const next = words[i + 1]
        const mayBreak =
          next !== undefined && !opens.test(word) && !closes.test(next) && !figure.test(word) && !bound.test(next)
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
