import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityCheckCharacter } from '../numbers/index.ts'
import { findPersonalData } from './find-personal-data.ts'
import { mask } from './mask.ts'
import { findSecrecyMarks } from './secrecy-marks.ts'

const short = (text: string) => findPersonalData(text).map((f) => `${f.severity} ${f.kind} ${f.text}`)

describe('findPersonalData', () => {
  it.each([
    ['身份证号11010519491231002X。', ['block identity_number 11010519491231002X']],
    ['身份证号：110105 19491231 002x，', ['block identity_number 110105 19491231 002x']],
    ['１１０１０５１９４９１２３１００２Ｘ', ['block identity_number １１０１０５１９４９１２３１００２Ｘ']],
    ['身份证号110105194912310021', ['warn identity_number 110105194912310021']],
    ['身份证号110105491231002', ['warn identity_number 110105491231002']],
    ['残疾人证号11010519491231002X42', ['block disability_certificate 11010519491231002X42']],
    ['手机19900009722', ['block mobile_phone 19900009722']],
    ['手机 199-0000-9722', ['block mobile_phone 199-0000-9722']],
    ['+86 19900009722', ['block mobile_phone +86 19900009722']],
    ['卡号6200004947205839366', ['block bank_card 6200004947205839366']],
    ['卡号：6200 0049 4720 5839 366', ['block bank_card 6200 0049 4720 5839 366']],
    ['收款账号：6200004947205839367', ['warn bank_account 6200004947205839367']],
    ['护照号E16481359', ['block passport E16481359']],
    ['港澳居民来往内地通行证H12345678', ['block travel_permit H12345678']],
    ['号牌号码川DB6178', ['warn plate 川DB6178']],
    ['新能源车贵A·D12345', ['warn plate 贵A·D12345']],
    ['邮箱user92@example.com', ['warn email user92@example.com']],
    ['举报邮箱：jubao@example.com', ['info email jubao@example.com']],
    ['拨打0854-2144652', ['info landline 0854-2144652']],
    ['家庭电话（0854）2144652', ['warn landline （0854）2144652']],
    ['家住示例市样本区中山路39号1栋1384室', ['block address 示例市样本区中山路39号1栋1384室']],
    ['户籍地址：示例县和平镇样本村5组12号', ['block address 示例县和平镇样本村5组12号']],
    ['联系地址：示例市中山路39号1栋1384室。', ['warn address 示例市中山路39号1栋1384室']],
    ['患者王小明，确诊为肺炎。', ['warn sensitive 确诊']],
    ['张小红（女，12岁）系孤儿。', ['warn sensitive 孤儿']],
  ])('%s', (text, expected) => expect(short(text)).toEqual(expected))

  it.each([
    '索引号000014349/2018-00222，发文字号国办发〔2018〕128号，2019年1月21日发布。',
    '统一社会信用代码91350100M000100Y43',
    '统一社会信用代码911101085923662400',
    '项目代码330106189502258881，总投资123456789012345678元以内。',
    '营业执照注册号110000012345678，食品经营许可证JY11101010012345。',
    '咨询电话：12345，监督电话：12388，网址：www.gov.cn。',
    '身份证号：420106********4771，手机199****9722，卡号****9366',
    '总投资13800000000元，惠及15900000000人次',
    '圆周率3.13800000000',
    '编号2024010112345678901',
    '办公地址：示范县人民路5号行政中心3号楼305室',
    '报名地点为示范县人民路5号1栋305室',
    '邮箱：office@example.gov.cn',
    '患有精神病的申请人，应当由监护人代为申请。',
    '王某某患有尿毒症。',
    '未满十四周岁的未成年人的个人信息属于敏感个人信息。',
    '标准号GB/T 33190-2016，地块编号川A2024-15号',
    '本年新收申请13612件，上年结转535件，办理13364件。',
  ])('lets pass: %s', (text) => expect(short(text)).toEqual([]))

  it('gives the paragraph and true offsets', () => {
    const text = '通知\n第二段。\n联系人手机：１９９００００９７２２。'
    const [f] = findPersonalData(text)
    expect(f).toMatchObject({ paragraph: 2, start: 14, end: 25, text: '１９９００００９７２２' })
    expect(text.slice(f!.start, f!.end)).toBe(f!.text)
  })

  it('finds a sound identity number anywhere in prose, and nothing that blocks is left after masking', () => {
    const number = fc
      .tuple(
        fc.constantFrom('110105', '522729', '511602'),
        fc.date({ min: new Date('1930-01-01'), max: new Date('2015-12-31'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 999 }),
      )
      .map(([area, date, n]) => {
        const first = area + date.toISOString().slice(0, 10).replaceAll('-', '') + String(n).padStart(3, '0')
        return first + identityCheckCharacter(first)
      })
    const phone = fc.integer({ min: 0, max: 99_999_999 }).map((n) => `139${String(n).padStart(8, '0')}`)
    const prose = fc.constantFrom(
      '经查，',
      '公示对象',
      '（',
      '：',
      '家住示例市中山路3号2栋101室，',
      '\n',
      '护照E12345678',
      '2024年',
      '，',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(prose, fc.oneof(number, phone)), { minLength: 1, maxLength: 5 }), (parts) => {
        const text = parts.map(([words, n]) => `${words}：${n}。`).join('')
        const findings = findPersonalData(text)
        for (const [, n] of parts) expect(findings.some((f) => f.text === n && f.severity === 'block')).toBe(true)
        expect(findPersonalData(mask(text, findings)).filter((f) => f.severity === 'block')).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

const corpus = path.resolve(process.env.GONGKAI_CORPUS ?? '../shared/corpus')
const present = existsSync(path.join(corpus, 'pii'))
if (!present) console.log(`skipped: no corpus at ${corpus}`)

describe.skipIf(!present)('the corpus', () => {
  const kinds: Record<string, string> = {
    id_card: 'identity_number',
    mobile: 'mobile_phone',
    landline: 'landline',
    bank_card: 'bank_card',
    passport: 'passport',
    plate: 'plate',
    email: 'email',
    address: 'address',
  }

  it('finds what is marked in the made samples', () => {
    const samples = readFileSync(path.join(corpus, 'pii/samples.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as { text: string; spans: [number, number, string][] })
    const tally: Record<string, { wanted: number; found: number; exact: number }> = {}
    let blocks = 0
    let rightBlocks = 0
    for (const { text, spans } of samples) {
      const findings = findPersonalData(text)
      for (const [start, end, name] of spans) {
        const kind = kinds[name]
        if (!kind) continue
        tally[kind] ??= { wanted: 0, found: 0, exact: 0 }
        const t = tally[kind]
        t.wanted++
        const hit = findings.find((f) => f.kind === kind && f.start < end && start < f.end)
        if (hit) t.found++
        if (hit?.start === start && hit.end === end) t.exact++
      }
      for (const f of findings) {
        if (f.severity !== 'block') continue
        blocks++
        if (spans.some(([a, b, name]) => kinds[name] === f.kind && f.start < b && a < f.end)) rightBlocks++
      }
    }
    for (const [kind, t] of Object.entries(tally))
      console.log(`${kind}: recall ${t.found}/${t.wanted}, exact spans ${t.exact}`)
    console.log(`precision of 'block': ${rightBlocks}/${blocks}`)
    for (const kind of Object.keys(tally))
      expect(tally[kind]!.found / tally[kind]!.wanted, kind).toBeGreaterThanOrEqual(0.98)
    expect(rightBlocks / blocks).toBeGreaterThanOrEqual(0.95)
  })

  it('says nothing of samples without personal data', () => {
    const samples = readFileSync(path.join(corpus, 'pii/samples.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as { text: string; has_pii: boolean })
      .filter(({ has_pii }) => !has_pii)
    const told = samples.flatMap(({ text }) => findPersonalData(text).filter(({ severity }) => severity !== 'info'))
    console.log(`${samples.length} samples without personal data: ${told.length} false alarms`)
    expect(samples.length).toBeGreaterThan(50)
    expect(told.map(({ text, kind }) => `${kind} ${text}`)).toEqual([])
  })

  it('says hardly anything of 100 laws', () => {
    const laws = gunzipSync(readFileSync(path.join(corpus, 'documents/laws_and_regulations.jsonl.gz')))
      .toString()
      .trim()
      .split('\n')
      .slice(0, 100)
      .map((line) => (JSON.parse(line) as { body: string }).body)
    const told = laws.flatMap((body) => [...findPersonalData(body), ...findSecrecyMarks(body)])
    console.log(`100 laws: ${told.length / laws.length} false alarms per document`)
    expect(told.length / laws.length).toBeLessThanOrEqual(0.01)
  })

  it('blocks nothing in laws, regulations, work reports and State Council documents', () => {
    const clean = [
      'laws_and_regulations',
      'local_regulations',
      'state_council',
      'work_reports',
      'county',
      'gov_pages',
      'cases',
    ]
    const counts = { block: 0, warn: 0, info: 0 }
    let documents = 0
    for (const file of readdirSync(path.join(corpus, 'documents'))) {
      if (!clean.some((n) => file === `${n}.jsonl.gz`)) continue
      const lines = gunzipSync(readFileSync(path.join(corpus, 'documents', file)))
        .toString()
        .trim()
        .split('\n')
      for (const line of lines) {
        const { body } = JSON.parse(line) as { body: string }
        documents++
        for (const f of [...findPersonalData(body), ...findSecrecyMarks(body)]) counts[f.severity]++
      }
    }
    console.log(`${documents} clean documents: ${JSON.stringify(counts)}`)
    expect(counts.block).toBeLessThanOrEqual(1)
    expect(counts.warn / documents).toBeLessThan(0.01)
  })
})
