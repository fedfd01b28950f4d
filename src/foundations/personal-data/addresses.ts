import type { PersonalKind, RawFinding } from './finding.ts'
import { findingWords } from './words.zh.ts'

/** The end of an address that leads to one door: 1栋1384室, 3单元502, 村5组12号, 路18号402室. */
const door =
  /(?:\d{1,4}(?:栋|幢|座|号楼|单元|弄)[^，。；、,;\s\n]{0,12}?\d{1,5}(?:室|房|号|户)|(?:路|街|巷|道|弄)\d{1,5}号(?:院|附\d{1,4}号)?[^，。；、,;\s\n]{0,8}?\d{2,5}室|村(?:民委员会)?[^，。；、,;\s\n]{0,8}?\d{1,3}(?:组|社|队)\d{1,4}号)/g

const homeLabel =
  /(?:家庭住址|家庭地址|住址|住所地?|户籍(?:地址?|所在地)|居住地址?|家住|现住|常住地址|住在|户口所在地)(?:为|是|:|：|\s)*$/
const officeLabel =
  /(?:办公|单位|机构|会议|办理|受理|窗口|报名|考试|领取|邮寄|投标|开标|递交|注册|经营|营业|项目|建设|施工|服务|公司|接收|现场|查阅|活动|来访|接待)[\u4e00-\u9fff]{0,6}(?:地址|地点|场所|住所)?(?:为|是|在|:|：|\s)*$/
const officeInside =
  /政府|大厦|中心|大楼|行政|政务|大厅|公司|酒店|宾馆|会议室|办公|委员会|局|法院|检察院|银行|学校|医院|广场|商场|产业园|工业园/
const addressSign = /[\u4e00-\u9fffA-Za-z0-9#·-]/

/** A label or verb that stands before an address without a mark between them. */
const runIn = /^.*(?:地址|住址|住所|家住|现住|住在|居住在|户籍所在地|位于|地点|送达|寄至|寄往)(?:为|是|在)?/

/**
 * Addresses down to a door. Behind a word for home they block; behind a word for an office, or naming a public building,
 * they are left alone; otherwise someone should look.
 */
export const addresses = (text: string): RawFinding<PersonalKind>[] => {
  const found: RawFinding<PersonalKind>[] = []
  for (const m of text.matchAll(door)) {
    const end = m.index + m[0].length
    let start = m.index
    while (start > 0 && m.index - start < 40 && addressSign.test(text[start - 1]!)) start--
    const lead = runIn.exec(text.slice(start, m.index))?.[0] ?? ''
    const label = (text.slice(Math.max(0, start - 12), start) + lead).replace(/^.*[\n。；]/s, '')
    start += lead.length
    const words = text.slice(start, end)
    if (!/[\u4e00-\u9fff]{2}/.test(words)) continue
    const home = homeLabel.test(label)
    if (!home && (officeLabel.test(label) || officeInside.test(words))) continue
    found.push({
      kind: 'address',
      start,
      end,
      severity: home ? 'block' : 'warn',
      message: home ? findingWords.address_home : findingWords.address,
    })
  }
  return found
}
