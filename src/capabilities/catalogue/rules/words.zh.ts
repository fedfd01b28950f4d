/** Sentences of the catalogue rules. */

export const rowIssues = {
  missing: (column: string) => `“${column}”没有填写`,
  nameless: '公开事项（一级、二级、三级）都没有填写',
  promoted: (name: string) => `一级事项没有填写，已将“${name}”作为一级事项`,
  unreadableLimit: (text: string) => `公开时限“${text}”读不出天数或日期，暂按条例第二十六条的20个工作日计算`,
  brokenPublicity: (text: string) => `公开时限“${text}”中的公示（公告）期没有写明单位，可能没有抄全`,
  noTick: (names: string[]) => `公开渠道没有勾选任何一项（有 ${names.length} 个未勾选的方框），至少应选一项`,
  noChannel: '公开渠道没有填写，至少应有一项',
  assumedAudience: '公开对象没有填写，暂按“全社会”',
  assumedMode: '公开方式没有填写，暂按“主动”',
  badMode: (text: string) => `公开方式“${text}”不是“主动”或“依申请”`,
  bothModes: '公开方式同时写了“主动”和“依申请”，暂按“主动”',
  noLevel: '公开层级没有填写',
  badLevel: (text: string) => `公开层级“${text}”里没有市级、县级、乡级或村级`,
} as const
