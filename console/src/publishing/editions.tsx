import { Button, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { RecordDetail } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { StatusTag } from './status-tag.tsx'
import { record as words } from './words.zh.ts'

/** Points that can be compared: revisions named in the history, newest first, as "edition.revision". */
function pointsOf(record: RecordDetail): { value: string; label: string }[] {
  const points = new Map<string, string>()
  points.set(`${record.edition}.${record.revision.number}`, words.current)
  for (const event of [...record.timeline].reverse()) {
    if (event.revision === null) continue
    const key = `${event.edition}.${event.revision}`
    const label = words.point(event.edition, event.revision, event.actionLabel, dateTime(event.at))
    if (!points.has(key)) points.set(key, label)
  }
  return [...points].map(([value, label]) => ({ value, label }))
}

/** Published editions and a comparison of any two saved states. */
export function Editions({ record }: { record: RecordDetail }) {
  const navigate = useNavigate()
  const points = pointsOf(record)
  const before = points.find((point) => Number(point.value.split('.')[0]) < record.edition) ?? points[1]
  const [from, setFrom] = useState(before?.value)
  const [to, setTo] = useState(points[0]?.value)
  return (
    <>
      <ol className="editions" reversed>
        {[...record.editions]
          .sort((a, b) => b.number - a.number)
          .map((edition) => (
            <li key={edition.number}>
              {words.edition(edition.number)} <StatusTag status={edition.status} label={edition.statusLabel} />
              <div className="row-sub">
                {[
                  edition.publishedAt && words.publishedAt(dateTime(edition.publishedAt)),
                  edition.correctionReason && words.corrected(edition.correctionReason),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </li>
          ))}
      </ol>
      {points.length > 1 ? (
        <div className="compare-form">
          <label htmlFor="compare-from">{words.compareFrom}</label>
          <Select id="compare-from" className="fill" value={from} options={points} onChange={setFrom} />
          <label htmlFor="compare-to">{words.compareTo}</label>
          <Select id="compare-to" className="fill" value={to} options={points} onChange={setTo} />
          <Button
            disabled={!from || !to || from === to}
            onClick={() => navigate(`/record/${record.recordId}/compare?from=${from}&to=${to}`)}
          >
            {words.compare}
          </Button>
        </div>
      ) : (
        <p className="muted">{words.onlyOne}</p>
      )}
    </>
  )
}
