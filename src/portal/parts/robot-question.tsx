import { requestWords as w } from '../request-words.zh.ts'
import type { Question } from '../robots.ts'
import { Field } from './form-field.tsx'

/** A sum in words, for those who are as quick as a program. */
export function RobotQuestion({ question, issue }: { question: Question; issue: string | undefined }) {
  return (
    <Field name="answer" label={w.question(question.a, question.b)} hint={w.questionHint} issue={issue}>
      <input
        id="answer"
        name="answer"
        type="text"
        class="narrow"
        inputMode="numeric"
        autocomplete="off"
        aria-describedby={issue ? 'answer-hint answer-issue' : 'answer-hint'}
      />
    </Field>
  )
}
