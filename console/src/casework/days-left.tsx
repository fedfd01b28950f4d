import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  PauseCircleOutlined,
  WarningFilled,
} from '@ant-design/icons'
import { longDate } from '../shell/dates.ts'
import './casework.css'
import { left as words } from './words.zh.ts'

type Props = {
  left: number | null
  dueOn: string | null
  provisional: boolean
  clock: 'idle' | 'running' | 'paused' | 'waiting' | 'stopped'
  /** Working days left from which on it is yellow, and orange. */
  steps?: readonly [yellow: number, orange: number]
}

type Level = keyof typeof words.levels

/** 绿黄橙红 by working days left, as the reminders go out: 5, 3, 1 days before and after the day. */
export const levelOf = (left: number, [yellow, orange]: readonly [number, number] = [5, 2]): Level =>
  left < 0 ? 'red' : left <= orange ? 'orange' : left <= yellow ? 'yellow' : 'green'

const icons: Record<Level, React.ReactNode> = {
  red: <WarningFilled aria-hidden />,
  orange: <ExclamationCircleFilled aria-hidden />,
  yellow: <ClockCircleOutlined aria-hidden />,
  green: <CheckCircleOutlined aria-hidden />,
}

/** How many working days are left, by word, sign and colour; or why none are counted. */
export function DaysLeft({ left, dueOn, provisional, clock, steps }: Props) {
  if (clock === 'stopped') return <span className="muted">{words.ended}</span>
  if (clock === 'paused' || clock === 'waiting' || left === null || !dueOn)
    return (
      <span className="rq-left rq-left-still">
        <PauseCircleOutlined aria-hidden /> {clock === 'running' ? words.idle : words[clock]}
        {dueOn && left !== null && (
          <span className="row-sub">
            {longDate(dueOn)}
            {provisional && <Provisional />}
          </span>
        )}
      </span>
    )
  const level = levelOf(left, steps)
  const sentence = left < 0 ? words.overdue(-left) : left === 0 ? words.today : words.left(left)
  return (
    <span className={`rq-left rq-left-${level}`}>
      <span className="rq-left-word">
        {icons[level]} <span className="sr">{words.levels[level]}，</span>
        {sentence}
      </span>
      <span className="row-sub">
        {longDate(dueOn)}
        {provisional && <Provisional />}
      </span>
    </span>
  )
}

/** Beside a day that the holiday notice may still move. */
export function Provisional() {
  return (
    <span className="due-provisional" title={words.provisionalHint}>
      {words.provisional}
    </span>
  )
}
