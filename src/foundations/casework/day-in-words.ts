const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const

/** 2026年7月13日（星期一）, as it stands in messages to citizens and staff. @param day YYYY-MM-DD */
export const dayInWords = (day: string): string => {
  const { year, month, day: date, dayOfWeek } = Temporal.PlainDate.from(day)
  return `${year}年${month}月${date}日（星期${weekdays[dayOfWeek % 7]}）`
}
