import { escapeHtml } from '../../foundations/text/html-text.ts'
import { foldKeepingLength } from '../../foundations/text/normalise.ts'

type Span = { from: number; to: number; word: number }

const snippetLength = 120
const mostSpans = 400

/** Where the words stand in a text, leftmost and longest first, without overlaps. */
function spansOf(folded: string, words: string[]): Span[] {
  const spans: Span[] = []
  words.forEach((word, index) => {
    let at = folded.indexOf(word)
    for (let n = 0; at >= 0 && n < mostSpans; n++) {
      spans.push({ from: at, to: at + word.length, word: index })
      at = folded.indexOf(word, at + word.length)
    }
  })
  spans.sort((a, b) => a.from - b.from || b.to - a.to)
  const apart: Span[] = []
  for (const span of spans) {
    const last = apart.at(-1)
    if (!last || span.from >= last.to) apart.push(span)
    else if (span.to > last.to) last.to = span.to
  }
  return apart
}

function marked(text: string, spans: Span[], from: number, to: number): string {
  let html = ''
  let at = from
  for (const span of spans) {
    if (span.to <= from || span.from >= to) continue
    const start = Math.max(span.from, at)
    const end = Math.min(span.to, to)
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`
    at = end
  }
  return html + escapeHtml(text.slice(at, to))
}

/** The text as escaped HTML with `<mark>` around the words given (folded). */
export function highlight(text: string, words: string[]): string {
  return marked(text, spansOf(foldKeepingLength(text), words), 0, text.length)
}

/**
 * The stretch of about 120 characters in which most different words stand, as escaped HTML with `<mark>`. `words` are
 * folded and in order of weight, so that the first ones decide between stretches. Without any, the text's beginning.
 */
export function snippet(text: string, words: string[]): string {
  const spans = spansOf(foldKeepingLength(text), words)
  const from = startOf(text, bestStart(spans, words.length))
  const to = Math.min(text.length, from + snippetLength)
  const html = marked(text, spans, from, to).replace(/\s+/g, ' ')
  return `${from > 0 ? '…' : ''}${html.trim()}${to < text.length ? '…' : ''}`
}

function bestStart(spans: Span[], words: number): number {
  let best = 0
  let bestWorth = 0
  const inside = new Uint16Array(words)
  let worth = 0
  let right = 0
  for (let left = 0; left < spans.length; left++) {
    while (right < spans.length && spans[right]!.to <= spans[left]!.from + snippetLength - 20) {
      const { word } = spans[right++]!
      // Words come in order of weight; a repeated word adds little.
      worth += inside[word]!++ === 0 ? 2 * words - word : 0.1
    }
    if (worth > bestWorth) {
      bestWorth = worth
      best = spans[left]!.from
    }
    const { word } = spans[left]!
    worth -= --inside[word]! === 0 ? 2 * words - word : 0.1
  }
  return best
}

/** Steps back to the beginning of the sentence or of the text when it is near. */
function startOf(text: string, at: number): number {
  for (let i = at - 1; i >= Math.max(0, at - 40); i--) {
    if ('。；！？\n'.includes(text[i]!)) return i + 1
  }
  return at <= 40 ? 0 : at - 16
}
