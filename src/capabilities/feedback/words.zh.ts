export const sentences = {
  none: '没有这条意见。',
  handled: '这条意见已经由其他人办结，请刷新后查看。',
  noContact: '提交人没有留下联系方式。',
} as const
