import { inquiryWords as w } from '../inquiry-words.zh.ts'
import type { OtherDoor } from '../other-door.ts'

/** Sends the form it stands in, as it is filled in, to 依申请公开. */
export function AsRequestButton({ quiet }: { quiet?: boolean }) {
  return (
    <button
      class={quiet ? 'quiet' : undefined}
      type="submit"
      name="step"
      value="carry"
      formAction="/requests/new"
      formNoValidate
    >
      {w.toRequest}
    </button>
  )
}

/**
 * Why what is written may belong to another door, and the way there. Stands in the form whose words are carried over; who writes may
 * read on and insist.
 * @param petitionOffice who receives petitions here; '' when the office has not said
 */
export function OtherDoors({ doors, petitionOffice }: { doors: OtherDoor[]; petitionOffice: string }) {
  if (doors.length === 0) return null
  return (
    <div class="other-doors-notice notice" role="note" aria-label={w.otherDoor.label}>
      {doors.map((door) => (
        <div>
          <p class="notice-title">{w.otherDoor.title[door]}</p>
          <p>{w.otherDoor.why[door]}</p>
          {door === 'request' ? (
            <p>
              <AsRequestButton />
            </p>
          ) : (
            <p class="petition-at">{petitionOffice ? w.petitionAt(petitionOffice) : w.otherDoor.petitionUnset}</p>
          )}
        </div>
      ))}
      <p class="grey">{w.otherDoor.insist}</p>
    </div>
  )
}
