import type { Rating } from '../foundations/intake/call-desk.ts'

/** Words of the page on which a caller rates a call, opened from an SMS. */
export const callRatingWords = {
  title: '评价专线服务',
  lead: (day: string, line: string) => `您在${day}拨打了${line}。请评价话务员这次的服务。`,
  until: (day: string) => `可以在${day}前（含当天）评价一次。不用登录，也不填姓名和电话。`,
  legend: '您对这次服务满意吗',
  ratings: { 1: '满意', 2: '基本满意', 3: '不满意' } satisfies Record<Rating, string>,
  submit: '提交评价',
  mend: '还没有提交：',
  none: '请先选择满意、基本满意或者不满意。',
  thanksTitle: '感谢您的评价',
  rated: (label: string) => `您的评价：${label}。`,
  counted: '已经计入专线的满意度，不用再次提交。',
  overTitle: '评价的时间已经过了',
  over: (day: string) => `这次服务可以评价到${day}。有意见和建议的，欢迎随时告诉我们。`,
  unknown: '没有找到这次通话的评价。请核对短信里的链接是否完整；超过保存期限的也打不开。',
  awayTitle: '暂时不能评价',
  away: '与受理系统的连接中断，您的评价还没有提交。请过几分钟再打开短信里的链接。',
  again: '再试一次',
  feedback: '向政府提意见',
  complain: '不满意的，可以在这里写信、投诉',
} as const
