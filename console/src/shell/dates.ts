import dayjs from 'dayjs'

/** 2026-12-21 → 2026年12月21日; '' for null. */
export const longDate = (date: string | null | undefined): string => (date ? dayjs(date).format('YYYY年M月D日') : '')

/** An instant as it reads in the clerk's browser: 2026-12-21 10:21. */
export const dateTime = (instant: string | null | undefined): string =>
  instant ? dayjs(instant).format('YYYY-MM-DD HH:mm') : ''

/** The day of an instant: 2026-12-21. */
export const dayOf = (instant: string | null | undefined): string =>
  instant ? dayjs(instant).format('YYYY-MM-DD') : ''

/** 10:21 */
export const clockTime = (instant: string | Date): string => dayjs(instant).format('HH:mm')

const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const
export const weekdayOf = (date: string): string => weekdays[dayjs(date).day()] ?? ''
