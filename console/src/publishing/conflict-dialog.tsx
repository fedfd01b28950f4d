import { Button, Modal } from 'antd'
import type { DraftFields } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { differences, draftOf } from './draft.ts'
import type { Draft } from './use-draft.ts'
import { fieldLabels, draft as words } from './words.zh.ts'

const textOf = (value: DraftFields[keyof DraftFields]): string => {
  if (value === null || value === '') return words.nothing
  if (Array.isArray(value))
    return (
      value.map((v) => (typeof v === 'string' ? v : 'name' in v ? v.name : `#${v.recordId}`)).join('、') ||
      words.nothing
    )
  return String(value)
}

const plain = (html: string) =>
  new DOMParser().parseFromString(html.replace(/<\/(p|h\d|tr|li)>/g, '$&\n'), 'text/html').body.textContent ?? ''

/** Someone else saved in between: shows where the two differ and lets the clerk choose. Nothing is lost before that. */
export function ConflictDialog({ draft }: { draft: Draft }) {
  const { theirs } = draft
  if (!theirs) return null
  const other = draftOf(theirs.revision)
  const show = (name: keyof DraftFields, from: DraftFields, whose: string) =>
    name === 'bodyHtml' ? (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      <section className="compare-text" tabIndex={0} aria-label={words.textOf(fieldLabels[name], whose)}>
        {plain(from.bodyHtml)}
      </section>
    ) : (
      textOf(from[name])
    )
  return (
    <Modal
      open
      width={900}
      title={words.conflictTitle}
      closable={false}
      footer={[
        <Button key="theirs" onClick={draft.takeTheirs}>
          {words.takeTheirs}
        </Button>,
        <Button key="mine" type="primary" onClick={draft.keepMine}>
          {words.keepMine}
        </Button>,
      ]}
    >
      <p>{words.conflictText(theirs.revision.authorName ?? '', dateTime(theirs.revision.at))}</p>
      <table className="plain-table compare-table cards">
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.mine}</th>
            <th scope="col">{words.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {differences(draft.fields, other).map((name) => (
            <tr key={name}>
              <th scope="row">{fieldLabels[name]}</th>
              <td data-label={words.mine}>{show(name, draft.fields, words.mine)}</td>
              <td data-label={words.theirs}>{show(name, other, words.theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
