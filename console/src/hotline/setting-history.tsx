import type { SettingEntry } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { lineSettings as words } from './words.zh.ts'

type Props = { id: string; entries: SettingEntry[] | undefined }

/** Who changed what, and when; newest first. */
export function SettingHistory({ id, entries }: Props) {
  return (
    <section className="setting-history" aria-labelledby={id}>
      <h3 id={id} className="small-title">
        {words.history}
      </h3>
      {entries?.length === 0 && <p className="muted">{words.noHistory}</p>}
      <ol className="plain-list earlier">
        {entries?.map(({ at, by, changes }) => (
          <li key={at}>
            <span className="muted">
              {dateTime(at)} · {by}
            </span>
            {changes.length === 0 && words.nothingChanged}
            {changes.map(({ label, before, after }) => (
              <div key={label}>
                {label}：{before ? words.change(before, after) : after}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
