import { itemPath, letterPath, questionPath } from '../addresses.ts'
import { inquiryWords as w } from '../inquiry-words.zh.ts'
import type { Letter } from '../replica/dialogue.ts'
import type { QuestionHit } from '../replica/knowledge.ts'
import type { SearchHit } from '../replica/types.ts'

/** What is public already and may answer a question before it is asked. */
export type Known = { answers: QuestionHit[]; letters: Letter[]; items: SearchHit[] }

export const nothingKnown = ({ answers, letters, items }: Known): boolean =>
  answers.length + letters.length + items.length === 0

/** What the form calls items, having found what one wanted, and having found nothing. */
export type KnownWords = { items: string; wanted: string; hitsNone: string }

type GroupProps = { title: string; links: { href: string; text: string; line: string }[]; wanted: string }

function Group({ title, links, wanted }: GroupProps) {
  if (links.length === 0) return null
  return (
    <>
      <p class="hits-title">{title}</p>
      <ul class="public-hits">
        {links.map(({ href, text, line }) => (
          <li>
            <a href={href} target="_blank" rel="noopener">
              {text}
            </a>
            <span class="grey">{line}</span>
            <a class="wanted" data-wanted href={href} aria-label={`${wanted}：${text}`}>
              {wanted}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Answers first, then what others wrote and were answered, then published items. */
export function KnownAnswers({ known, words = w }: { known: Known; words?: KnownWords }) {
  if (nothingKnown(known)) return <p class="grey">{words.hitsNone}</p>
  const { wanted } = words
  return (
    <>
      <Group
        title={w.answers}
        wanted={wanted}
        links={known.answers.map((one) => ({ href: questionPath(one.id), text: one.question, line: one.summary }))}
      />
      <Group
        title={w.known}
        wanted={wanted}
        links={known.letters.map((one) => ({
          href: letterPath(one),
          text: one.title,
          line: [one.unitName, w.answeredOn(one.answeredOn)].filter(Boolean).join(' · '),
        }))}
      />
      <Group
        title={words.items}
        wanted={wanted}
        links={known.items.map((one) => ({
          href: itemPath(one.id),
          text: one.title,
          line: [one.unitName, one.docNumber, one.publishedOn].filter(Boolean).join(' · '),
        }))}
      />
    </>
  )
}
