import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

/** Offices work in China's one time zone wherever the browser stands. */
const here = (instant?: string | Date) => dayjs(instant).tz('Asia/Shanghai')

/** Today as a legal day, YYYY-MM-DD. */
export const today = (): string => here().format('YYYY-MM-DD')

/** 2026-12-21 → 2026年12月21日; '' for null. */
export const longDate = (date: string | null | undefined): string => (date ? dayjs(date).format('YYYY年M月D日') : '')

/** An instant as it reads in the office: 2026-12-21 10:21. */
export const dateTime = (instant: string | null | undefined): string =>
  instant ? here(instant).format('YYYY-MM-DD HH:mm') : ''

/** The day of an instant: 2026-12-21. */
export const dayOf = (instant: string | null | undefined): string => (instant ? here(instant).format('YYYY-MM-DD') : '')

/** 10:21 */
export const clockTime = (instant: string | Date): string => here(instant).format('HH:mm')

const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const
export const weekdayOf = (date: string): string => weekdays[dayjs(date).day()] ?? ''
