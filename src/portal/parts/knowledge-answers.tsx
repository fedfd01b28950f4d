import { questionPath, withQuery } from '../addresses.ts'
import { knowledgeWords as w } from '../knowledge-words.zh.ts'
import type { QuestionHit, QuestionItem } from '../replica/knowledge.ts'

/** Answers above what a search finds: often nobody has to look further. */
export function AnswersOnTop({ answers, q }: { answers: QuestionHit[]; q: string }) {
  if (answers.length === 0) return null
  return (
    <section class="answers-on-top" aria-labelledby="answers-on-top">
      <h2 id="answers-on-top">{w.onTop}</h2>
      <ul>
        {answers.map((one) => (
          <li>
            <a href={questionPath(one.id)} dangerouslySetInnerHTML={{ __html: one.questionHtml }} />
            <p class="snippet" dangerouslySetInnerHTML={{ __html: one.snippetHtml }} />
          </li>
        ))}
      </ul>
      <p class="more">
        <a href={withQuery('/questions', { q })}>{w.onTopMore}</a>
      </p>
    </section>
  )
}

/** Questions as plain links. */
export function QuestionLinks({ items }: { items: QuestionItem[] }) {
  return (
    <ul class="question-links">
      {items.map((one) => (
        <li>
          <a href={questionPath(one.id)}>{one.question}</a>
        </li>
      ))}
    </ul>
  )
}
