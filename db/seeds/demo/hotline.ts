/** The county's line: seats, liaison officers, calls of the last days. Every name and number is invented. */

export const seats = [
  { name: '1号座席', extension: '801' },
  { name: '2号座席', extension: '802' },
  { name: '3号座席', extension: '803' },
]

/** Of a unit: the liaison officer first, then who stands in. */
export const liaisons: { unit: string; name: string; phone: string; away?: boolean }[] = [
  { unit: 'mzj', name: '罗小满', phone: '19900000101' },
  { unit: 'mzj', name: '田一禾', phone: '19900000102' },
  { unit: 'rsj', name: '段青山', phone: '19900000103' },
  { unit: 'rsj', name: '苗素心', phone: '19900000104' },
  { unit: 'jyj', name: '向晚晴', phone: '19900000105' },
  { unit: 'nyj', name: '谷雨生', phone: '19900000106', away: true },
  { unit: 'nyj', name: '麦初成', phone: '19900000107' },
  { unit: 'zrzyj', name: '石见川', phone: '19900000108' },
  { unit: 'wjj', name: '白术清', phone: '19900000109' },
  { unit: 'wjj', name: '杜若宁', phone: '19900000110' },
]

export type DemoCall = {
  /** Working days before the county is made, and time of day. */
  ago: number
  time: string
  caller: string
  /** Seconds until somebody picked up; null where nobody did. */
  wait: number | null
  talk: number
  outcome?: 'knowledge' | 'record' | 'directory' | 'transferred' | 'no_matter'
  unit?: string
  question?: string
  rating?: 1 | 2 | 3
  /** The one rung first did not pick up. */
  secondTry?: boolean
  /** Nobody picked up: a message of so many seconds, or none. */
  message?: number
  /** It rang at a seat that did not pick up. */
  rang?: boolean
}

export const calls: DemoCall[] = [
  {
    ago: 5,
    time: '08:42',
    caller: '19900001201',
    wait: 6,
    talk: 96,
    outcome: 'directory',
    unit: 'rsj',
    question: '社保卡补办去哪里',
    rating: 1,
  },
  {
    ago: 5,
    time: '09:15',
    caller: '19900001202',
    wait: 11,
    talk: 204,
    outcome: 'transferred',
    unit: 'mzj',
    question: '临时救助怎么申请',
    rating: 1,
  },
  {
    ago: 5,
    time: '10:31',
    caller: '19900001203',
    wait: 9,
    talk: 150,
    outcome: 'record',
    unit: 'jyj',
    question: '今年义务教育招生范围',
    rating: 2,
  },
  {
    ago: 4,
    time: '08:55',
    caller: '19900001204',
    wait: 5,
    talk: 88,
    outcome: 'directory',
    unit: 'wjj',
    question: '独生子女父母奖励在哪里办',
    rating: 1,
  },
  { ago: 4, time: '11:20', caller: '19900001205', wait: null, talk: 31 },
  {
    ago: 4,
    time: '14:48',
    caller: '19900001206',
    wait: 14,
    talk: 187,
    outcome: 'transferred',
    unit: 'nyj',
    question: '耕地地力保护补贴什么时候到账',
    rating: 1,
    secondTry: true,
  },
  {
    ago: 3,
    time: '09:03',
    caller: '19900001202',
    wait: 7,
    talk: 132,
    outcome: 'knowledge',
    unit: 'mzj',
    question: '低保申请要带什么材料',
    rating: 1,
  },
  { ago: 3, time: '09:40', caller: '19900001207', wait: 8, talk: 45, outcome: 'no_matter' },
  {
    ago: 3,
    time: '15:12',
    caller: '19900001208',
    wait: 12,
    talk: 240,
    outcome: 'transferred',
    unit: 'zrzyj',
    question: '宅基地不动产登记',
    rating: 3,
  },
  {
    ago: 2,
    time: '10:05',
    caller: '19900001209',
    wait: 6,
    talk: 110,
    outcome: 'record',
    unit: 'rsj',
    question: '公益性岗位招聘公告',
    rating: 1,
  },
  { ago: 2, time: '16:33', caller: '19900001210', wait: null, talk: 24, rang: true },
  {
    ago: 2,
    time: '17:10',
    caller: '19900001211',
    wait: 10,
    talk: 75,
    outcome: 'directory',
    unit: 'jyj',
    question: '教育局电话',
    rating: 2,
  },
  {
    ago: 1,
    time: '09:22',
    caller: '19900001212',
    wait: 5,
    talk: 160,
    outcome: 'transferred',
    unit: 'rsj',
    question: '灵活就业人员社保补贴',
    rating: 1,
  },
  {
    ago: 1,
    time: '10:50',
    caller: '19900001213',
    wait: 9,
    talk: 98,
    outcome: 'knowledge',
    unit: 'mzj',
    question: '高龄津贴多少岁可以领',
    rating: 1,
  },
  { ago: 1, time: '19:26', caller: '19900001214', wait: null, talk: 52, message: 41 },
]
