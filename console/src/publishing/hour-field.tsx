import { DatePicker } from 'antd'
import dayjs from 'dayjs'

/** China keeps one time all year. What people type is China's time, whatever the clock of their machine says. */
const offset = '+08:00'
const shown = 'YYYY-MM-DD HH:mm'

/** An instant as the calendar and clock in China show it. */
const inChina = (instant: string) =>
  dayjs(new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 16))

type Props = { id: string; value: string | null; onChange: (value: string | null) => void; placeholder?: string }

/** An hour to the minute, kept as an instant with China's offset. */
export function HourField({ id, value, onChange, placeholder }: Props) {
  return (
    <DatePicker
      id={id}
      className="fill"
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format={[shown, 'YYYY年M月D日 HH:mm', 'YYYY/M/D HH:mm']}
      placeholder={placeholder}
      value={value ? inChina(value) : null}
      onChange={(hour) => onChange(hour ? `${hour.format('YYYY-MM-DDTHH:mm')}:00${offset}` : null)}
    />
  )
}
