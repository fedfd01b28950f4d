import type { RecordPublished, Validity } from '../../foundations/publication-log/entries.ts'
import { dayInWords } from '../dates.ts'
import { words } from '../words.zh.ts'
import { Shape } from './status-mark.tsx'

const inWords = (day: string | null) => (day ? dayInWords(day) : null)

function sentence(record: RecordPublished, validity: Validity): string {
  const text = words.validityText
  if (validity === 'repealed') {
    const { repeal } = record
    if (!repeal) return ''
    return (repeal.how === 'superseded' ? text.superseded : text.repealed)(dayInWords(repeal.on))
  }
  if (validity === 'not_yet_effective') return text.not_yet_effective(inWords(record.effectiveOn))
  if (validity === 'expired') return text.expired(inWords(record.expiresOn))
  if (validity === 'amended') return text.amended
  return text.effective(inWords(record.effectiveOn), inWords(record.expiresOn))
}

/** 有效性 as a reader meets it: shape, word, and a sentence that says what it means for them. */
export function StatusBox({ record, validity }: { record: RecordPublished; validity: Validity }) {
  return (
    <div class={`status-box status-${validity}`}>
      <p class="status-word">
        <Shape of={validity} />
        {words.validity[validity]}
      </p>
      <p>{sentence(record, validity)}</p>
    </div>
  )
}
