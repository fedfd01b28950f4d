import { onDemand } from '../../platform/on-demand.ts'

/** Pairs that ears and keyboards of many provinces confuse: zh/z, sh/s, ch/c, n/l, and -ng/-n. */
const plainSound = (sound: string): string =>
  sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouü])/, 'l')
    .replace(/(?<=[aei])ng$/, 'n')

const known = new Map<string, string[]>()

const soundsOf = (sign: string): string[] => {
  let sounds = known.get(sign)
  if (!sounds) {
    const { pinyin } = onDemand<typeof import('pinyin-pro')>('pinyin-pro')
    sounds = pinyin(sign, { toneType: 'none', multiple: true, type: 'array', nonZh: 'removed' }).map(plainSound)
    known.set(sign, sounds)
  }
  return sounds
}

/** Signs that eyes and five-stroke keyboards confuse. */
const shapes = (
  '己已巳 未末 拔拨 折拆析 候侯 即既 辩辨辫瓣 竟竞 裁栽载 晴睛清请情 蓝篮 幕募墓慕暮 戊戌戍戎 治冶 贷货 徙徒 券卷 撒撤 ' +
  '署暑著 部陪培倍 人入八 大太犬夫天 士土 日曰目 干千于 会全 代伐 令今 政改攻 检捡验 设没 侍待持 复夏 享亨 兔免 茶荼 刺剌 ' +
  '管菅 祟崇 粟栗 段假 历厉 第弟 兑竞 市布 住往 体休 处外 办为 力刀 农衣 县具 委季 厅庁 护沪炉 监盐 督瞀 查杳 调凋 ' +
  '汛讯迅 防妨 纳讷 账帐 购构 沟 协胁 议仪 讨付 注住 规现 视祝 标际 格洛 服报 务夯 民氏 主王玉 义叉 国囯园圆 党堂 央决 常带 '
)
  .trim()
  .split(/\s+/)
const shape = new Map<string, Set<number>>()
shapes.forEach((group, i) => {
  for (const sign of group) shape.set(sign, (shape.get(sign) ?? new Set()).add(i))
})

/** Would a tired person type or read the one for the other? */
export const confusable = (one: string, other: string): boolean => {
  const mine = shape.get(one)
  const theirs = shape.get(other)
  if (mine && theirs && [...mine].some((group) => theirs.has(group))) return true
  const sounds = soundsOf(other)
  return soundsOf(one).some((sound) => sounds.includes(sound))
}
