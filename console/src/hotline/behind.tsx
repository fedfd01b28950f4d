import { Link } from 'react-router'
import type { CallFigure } from '../api/contract.ts'
import { board as words } from './words.zh.ts'

export type Days = { from: string; to: string }
type Behind = { figure?: CallFigure; unitId?: number | undefined; hour?: number }

/** The address of the list of calls behind a figure of these days; of all of them where no figure is named. */
export const callsBehind = ({ from, to }: Days, { figure, unitId, hour }: Behind = {}): string =>
  `/hotline/calls?${new URLSearchParams({
    from,
    to,
    ...(figure ? { figure } : {}),
    ...(unitId ? { unitId: String(unitId) } : {}),
    ...(hour === undefined ? {} : { hour: String(hour) }),
  })}`

type OpensProps = Days & Behind & { label: string; n: number; children?: string | undefined }

/** A number, or a share or an average of so many, that opens its calls; of none it opens nothing. */
export function Opens({ label, n, children, ...behind }: OpensProps) {
  const shown = children ?? n.toLocaleString('zh-CN')
  if (n === 0) return <span className="muted">{shown}</span>
  return (
    <Link to={callsBehind(behind, behind)} aria-label={words.open(label, shown)}>
      {shown}
    </Link>
  )
}

export const share = (part: number, whole: number) =>
  whole === 0 ? words.none : `${((part / whole) * 100).toFixed(1)}%`

type ShareProps = Days & {
  label: string
  unitId?: number | undefined
  of: [figure: CallFigure, n: number]
  whole: [figure: CallFigure | undefined, n: number]
}

/** The calls that a share counts; where it is none of so many, those. */
export const shareBehind = (
  [figure, n]: [figure: CallFigure, n: number],
  [from, all]: [figure: CallFigure | undefined, n: number],
): { figure?: CallFigure; n: number } => (n > 0 ? { figure, n } : { ...(from ? { figure: from } : {}), n: all })

/** A share as it is, and below it of how many: each of the two opens its calls. */
export function Share({ label, of: [figure, part], whole: [from, whole], ...scope }: ShareProps) {
  return (
    <>
      <Opens {...scope} {...shareBehind([figure, part], [from, whole])} label={label}>
        {share(part, whole)}
      </Opens>
      {whole > 0 && (
        <small className="share-of">
          <Opens {...scope} label={words.partOf(label)} figure={figure} n={part} /> /{' '}
          <Opens {...scope} label={words.wholeOf(label)} {...(from ? { figure: from } : {})} n={whole} />
        </small>
      )}
    </>
  )
}
