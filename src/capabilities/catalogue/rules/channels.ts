/**
 * 公开渠道和载体: the tick list (■/□) of thirteen fixed boxes of 国办发〔2019〕54号 catalogues. What a locality added stays as
 * text. Symbol fonts lost on the way leave letters (t, R, þ) where a tick stood.
 */
export const channels = [
  { code: 'website', label: '政府网站', also: ['门户网站', '政府门户网站', '县政府门户网站', '政务网站', '部门网站'] },
  { code: 'gazette', label: '政府公报', also: ['公报'] },
  { code: 'new_media', label: '两微一端', also: ['政务新媒体', '微信', '微博', '微信公众号'] },
  { code: 'press_hearing', label: '发布会/听证会', also: ['发布会听证会', '发布会', '听证会', '新闻发布会'] },
  { code: 'broadcast', label: '广播电视', also: ['广播', '电视'] },
  { code: 'print', label: '纸质媒体', also: ['纸质载体', '报刊', '报纸'] },
  { code: 'reading_point', label: '公开查阅点', also: ['查阅点'] },
  { code: 'service_centre', label: '政务服务中心', also: ['行政服务中心', '政务服务大厅', '便民服务中心'] },
  { code: 'service_station', label: '便民服务站', also: ['便民服务点'] },
  { code: 'door_to_door', label: '入户/现场', also: ['入户现场', '入户', '现场'] },
  {
    code: 'notice_board',
    label: '社区/企事业单位/村公示栏（电子屏）',
    also: [
      '社区/企事业单位、村公示栏(电子屏)',
      '社区/企事业单位/村公示栏',
      '村公示栏(电子屏)',
      '村公示栏',
      '公示栏',
      '电子屏',
      '公告栏',
    ],
  },
  { code: 'targeted_push', label: '精准推送', also: [] },
  { code: 'other', label: '其他', also: ['其它'] },
] as const satisfies readonly { code: string; label: string; also: readonly string[] }[]

export type ChannelCode = (typeof channels)[number]['code']

export type ChannelChoice = {
  /** Ticked fixed boxes, in the order of the list. */
  codes: ChannelCode[]
  /** Ticked channels that are none of the thirteen, as written. */
  others: string[]
  /** Boxes of either kind that stand unticked, as written. */
  unticked: string[]
  /** `plain`: no boxes at all, every name counts as chosen. */
  form: 'ticked' | 'plain' | 'empty'
}

const tickMarks = '■☑✓√✔☒▣◼●◆🗹'
const emptyMarks = '□☐○◻◇'
/** A lone letter before a Chinese name: the code of a tick in Wingdings. */
const lostTick = /(^|[\s\u3000\p{Script=Han})）])[tRþüT](?=\p{Script=Han})/gu

const byName = new Map<string, ChannelCode>(
  channels.flatMap(({ code, label, also }) => [label, ...also].map((name) => [keyOf(name), code] as const)),
)

/** Reads a 公开渠道和载体 cell. */
export function parseChannels(text: string): ChannelChoice {
  const hasBoxes = [...text].some((c) => tickMarks.includes(c) || emptyMarks.includes(c))
  if (hasBoxes) return ticked(text.replace(lostTick, '$1■'))
  const names = text.split(/[、,，;；\n]+/).map((name) => name.trim())
  const chosen = names.filter(Boolean)
  return { ...sort(chosen), unticked: [], form: chosen.length > 0 ? 'plain' : 'empty' }
}

/** Labels as shown to readers: the fixed names of the ticked boxes, then the others as written. */
export function channelLabels(choice: Pick<ChannelChoice, 'codes' | 'others'>): string[] {
  const fixed = channels.filter(
    ({ code }) => choice.codes.includes(code) && (code !== 'other' || choice.others.length === 0),
  )
  return [...fixed.map(({ label }) => label), ...choice.others]
}

function ticked(text: string): ChannelChoice {
  const on: string[] = []
  const unticked: string[] = []
  for (const part of text.matchAll(
    new RegExp(`([${tickMarks}${emptyMarks}])\uFE0F?([^${tickMarks}${emptyMarks}]*)`, 'gu'),
  )) {
    const name = part[2]!.replace(/[\s\u3000、,，;；]+$/u, '').trim()
    if (name !== '') (tickMarks.includes(part[1]!) ? on : unticked).push(name)
  }
  return { ...sort(on), unticked, form: 'ticked' }
}

function sort(names: string[]): Pick<ChannelChoice, 'codes' | 'others'> {
  const codes = new Set<ChannelCode>()
  const others: string[] = []
  for (const name of names) {
    const code = byName.get(keyOf(name))
    if (code) codes.add(code)
    else {
      // 其他（县政务微信群） names what the other channel is.
      const named = /^其[他它][\s:：]*[（(]?(.*?)[)）]?$/u.exec(name)?.[1]?.trim()
      if (named !== undefined) codes.add('other')
      others.push(named || name)
    }
  }
  return { codes: channels.map(({ code }) => code).filter((code) => codes.has(code)), others }
}

function keyOf(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '')
}
