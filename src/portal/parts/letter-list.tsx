import { letterPath } from '../addresses.ts'
import { dayOf } from '../dates.ts'
import { letterWords as w } from '../letter-words.zh.ts'
import type { Letter } from '../replica/dialogue.ts'

/** Titles of letters with unit and day. */
export function LetterList({ items }: { items: Letter[] }) {
  return (
    <ul class="dated">
      {items.map((letter) => (
        <li>
          <a href={letterPath(letter)}>{letter.title}</a>
          <span class="dated-line grey">{[letter.unitName, w.kinds[letter.kind]].filter(Boolean).join(' · ')}</span>
          <time dateTime={dayOf(letter.publishedAt)}>{dayOf(letter.publishedAt)}</time>
        </li>
      ))}
    </ul>
  )
}
