import { DaysLeft } from '../casework/days-left.tsx'

type Props = {
  left: number | null
  dueOn: string | null
  provisional: boolean
  state: 'idle' | 'running' | 'paused' | 'waiting' | 'stopped'
}

/** As the line's reminders go out: 3 days before, 1 day before, and after the day. */
const steps = [3, 1] as const

/** How many working days are left for whoever has its turn. */
export const Due = ({ left, dueOn, provisional, state }: Props) => (
  <DaysLeft left={left} dueOn={dueOn} provisional={provisional} clock={state} steps={steps} />
)
