/** Rows of table 2 that count results, in the order of the national format of 2021. */
export const resultRows = [
  ['r1', '（一）予以公开'],
  ['r2', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'],
  ['r3.1', '（三）不予公开　1.属于国家秘密'],
  ['r3.2', '（三）不予公开　2.其他法律行政法规禁止公开'],
  ['r3.3', '（三）不予公开　3.危及“三安全一稳定”'],
  ['r3.4', '（三）不予公开　4.保护第三方合法权益'],
  ['r3.5', '（三）不予公开　5.属于三类内部事务信息'],
  ['r3.6', '（三）不予公开　6.属于四类过程性信息'],
  ['r3.7', '（三）不予公开　7.属于行政执法案卷'],
  ['r3.8', '（三）不予公开　8.属于行政查询事项'],
  ['r4.1', '（四）无法提供　1.本机关不掌握相关政府信息'],
  ['r4.2', '（四）无法提供　2.没有现成信息需要另行制作'],
  ['r4.3', '（四）无法提供　3.补正后申请内容仍不明确'],
  ['r5.1', '（五）不予处理　1.信访举报投诉类申请'],
  ['r5.2', '（五）不予处理　2.重复申请'],
  ['r5.3', '（五）不予处理　3.要求提供公开出版物'],
  ['r5.4', '（五）不予处理　4.无正当理由大量反复申请'],
  ['r5.5', '（五）不予处理　5.要求行政机关确认或重新出具已获取信息'],
  ['r6.1', '（六）其他处理　1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'],
  ['r6.2', '（六）其他处理　2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'],
  ['r6.3', '（六）其他处理　3.其他'],
] as const
export type ResultRow = (typeof resultRows)[number][0]

export const applicants = ['natural', 'commercial', 'research', 'charity', 'legal', 'other'] as const
export type Applicant = (typeof applicants)[number]

/** One column of table 2. What is not decided in the year is carried out, so the column balances by its nature. */
export type RequestColumn = { received: number; carriedIn: number; results: Partial<Record<ResultRow, number>> }

/** [结果维持, 结果纠正, 其他结果, 尚未审结] */
export type Remedies = [number, number, number, number]

export type AnnualFigures = {
  /** 行政规范性文件: [本年制发, 本年废止, 现行有效] */
  normative: [number, number, number]
  licences: number
  penalties: number
  coercion: number
  /** 万元 */
  fees: number
  requests: Partial<Record<Applicant, RequestColumn>>
  review: Remedies
  suedDirectly: Remedies
  suedAfterReview: Remedies
}

const none: Remedies = [0, 0, 0, 0]

type Short = Partial<Omit<AnnualFigures, 'requests'>> & {
  natural?: [received: number, carriedIn: number, results: RequestColumn['results']]
  commercial?: [received: number, carriedIn: number, results: RequestColumn['results']]
  legal?: [received: number, carriedIn: number, results: RequestColumn['results']]
}

function figures({ natural, commercial, legal, ...rest }: Short): AnnualFigures {
  const requests: AnnualFigures['requests'] = {}
  for (const [applicant, column] of Object.entries({ natural, commercial, legal })) {
    if (column) requests[applicant as Applicant] = { received: column[0], carriedIn: column[1], results: column[2] }
  }
  return {
    normative: [0, 0, 0],
    licences: 0,
    penalties: 0,
    coercion: 0,
    fees: 0,
    review: none,
    suedDirectly: none,
    suedAfterReview: none,
    ...rest,
    requests,
  }
}

export function decided(column: RequestColumn): number {
  return Object.values(column.results).reduce((total, n) => total + n, 0)
}

export function carriedOut(column: RequestColumn): number {
  return column.received + column.carriedIn - decided(column)
}

/** Figures of 2025, by unit code. The government's own line is `xzf`; the county's report adds all of them up. */
export const figures2025: Record<string, AnnualFigures> = {
  xzf: figures({
    normative: [4, 3, 21],
    natural: [19, 1, { r1: 7, r2: 2, 'r3.6': 2, 'r4.1': 4, 'r5.1': 2, 'r6.3': 1 }],
    commercial: [2, 0, { r1: 1, 'r4.1': 1 }],
    review: [2, 0, 1, 0],
    suedAfterReview: [1, 0, 0, 0],
  }),
  fgj: figures({
    normative: [1, 1, 4],
    licences: 286,
    fees: 0,
    natural: [3, 0, { r1: 2, 'r4.1': 1 }],
    commercial: [1, 0, { r1: 1 }],
  }),
  jyj: figures({ normative: [1, 0, 3], licences: 412, natural: [6, 0, { r1: 4, r2: 1, 'r4.2': 1 }] }),
  gxj: figures({ licences: 7, natural: [1, 0, { 'r4.1': 1 }] }),
  gaj: figures({
    normative: [1, 0, 2],
    licences: 18642,
    penalties: 3127,
    coercion: 214,
    fees: 163.42,
    natural: [9, 1, { r1: 3, 'r3.4': 1, 'r3.7': 3, 'r3.8': 1, 'r5.1': 1 }],
    review: [3, 0, 0, 1],
    suedDirectly: [1, 0, 0, 0],
  }),
  mzj: figures({ normative: [1, 1, 5], licences: 63, natural: [4, 0, { r1: 2, r2: 1, 'r3.4': 1 }] }),
  sfj: figures({ licences: 21, natural: [2, 0, { r1: 1, 'r5.3': 1 }] }),
  czj: figures({
    normative: [2, 1, 7],
    penalties: 1,
    natural: [5, 0, { r1: 3, r2: 1, 'r4.2': 1 }],
    commercial: [1, 0, { r1: 1 }],
  }),
  rsj: figures({
    normative: [1, 0, 4],
    licences: 96,
    penalties: 11,
    natural: [5, 0, { r1: 3, 'r4.1': 1, 'r5.1': 1 }],
    review: [1, 0, 0, 0],
  }),
  zrzyj: figures({
    normative: [1, 1, 5],
    licences: 1374,
    penalties: 38,
    coercion: 4,
    fees: 412.6,
    natural: [27, 2, { r1: 12, r2: 4, 'r3.4': 2, 'r3.6': 1, 'r4.1': 4, 'r5.1': 1, 'r5.2': 1, 'r6.1': 2 }],
    commercial: [3, 1, { r1: 2, 'r3.4': 1, 'r4.2': 1 }],
    legal: [1, 0, { r1: 1 }],
    review: [3, 1, 1, 0],
    suedDirectly: [1, 0, 1, 0],
    suedAfterReview: [1, 0, 0, 1],
  }),
  sthj: figures({
    licences: 57,
    penalties: 46,
    coercion: 6,
    natural: [4, 0, { r1: 2, r2: 1, 'r4.1': 1 }],
    commercial: [1, 0, { r1: 1 }],
  }),
  zjj: figures({
    normative: [1, 0, 6],
    licences: 538,
    penalties: 29,
    coercion: 0,
    fees: 86.5,
    natural: [14, 1, { r1: 6, r2: 2, 'r3.4': 1, 'r4.1': 3, 'r5.1': 1, 'r6.1': 1 }],
    review: [1, 0, 0, 0],
  }),
  jtj: figures({
    normative: [0, 1, 3],
    licences: 1265,
    penalties: 412,
    coercion: 18,
    natural: [2, 0, { r1: 1, 'r4.1': 1 }],
  }),
  slj: figures({ normative: [0, 0, 2], licences: 44, penalties: 9, fees: 128.3, natural: [2, 0, { r1: 2 }] }),
  nyj: figures({
    normative: [1, 2, 6],
    licences: 318,
    penalties: 27,
    coercion: 3,
    natural: [8, 0, { r1: 4, r2: 2, 'r4.1': 1, 'r4.3': 1 }],
  }),
  wlj: figures({ licences: 32, penalties: 8, natural: [1, 0, { r1: 1 }] }),
  wjj: figures({ normative: [1, 0, 3], licences: 624, penalties: 53, natural: [3, 0, { r1: 2, 'r3.4': 1 }] }),
  yjj: figures({
    normative: [0, 0, 2],
    licences: 74,
    penalties: 61,
    coercion: 5,
    natural: [2, 0, { r1: 1, 'r3.7': 1 }],
  }),
  scj: figures({
    normative: [0, 1, 3],
    licences: 9873,
    penalties: 348,
    coercion: 22,
    natural: [6, 0, { r1: 3, 'r3.7': 1, 'r5.1': 2 }],
    commercial: [1, 0, { 'r3.4': 1 }],
    review: [2, 1, 1, 0],
  }),
  zfj: figures({
    licences: 215,
    penalties: 1286,
    coercion: 31,
    fees: 204.8,
    natural: [4, 0, { r1: 2, 'r3.7': 1, 'r4.1': 1 }],
  }),
  ybj: figures({ normative: [1, 0, 2], penalties: 12, natural: [2, 0, { r1: 2 }] }),
  cdz: figures({ penalties: 24, licences: 118, natural: [6, 0, { r1: 3, r2: 1, 'r4.1': 1, 'r5.1': 1 }] }),
  xkz: figures({ penalties: 6, licences: 73, natural: [2, 0, { r1: 1, 'r4.1': 1 }] }),
  sqz: figures({ penalties: 3, licences: 81, natural: [3, 0, { r1: 2, 'r4.2': 1 }] }),
  bsz: figures({ penalties: 9, licences: 66, natural: [4, 0, { r1: 2, r2: 1, 'r4.1': 1 }] }),
  wlx: figures({ penalties: 1, licences: 34, natural: [0, 0, {}] }),
  qhx: figures({ penalties: 2, licences: 58, natural: [1, 0, { r1: 1 }] }),
}

function addRemedies(a: Remedies, b: Remedies): Remedies {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]]
}

/** The whole county's figures: its own, its departments' and its townships'. */
export function addUp(all: readonly AnnualFigures[]): AnnualFigures {
  const total = figures({})
  for (const f of all) {
    total.normative = [0, 1, 2].map((i) => total.normative[i]! + f.normative[i]!) as [number, number, number]
    total.licences += f.licences
    total.penalties += f.penalties
    total.coercion += f.coercion
    total.fees = Math.round((total.fees + f.fees) * 100) / 100
    for (const applicant of applicants) {
      const from = f.requests[applicant]
      if (!from) continue
      const into = total.requests[applicant] ?? { received: 0, carriedIn: 0, results: {} }
      into.received += from.received
      into.carriedIn += from.carriedIn
      for (const [row] of resultRows) {
        const n = from.results[row]
        if (n) into.results[row] = (into.results[row] ?? 0) + n
      }
      total.requests[applicant] = into
    }
    total.review = addRemedies(total.review, f.review)
    total.suedDirectly = addRemedies(total.suedDirectly, f.suedDirectly)
    total.suedAfterReview = addRemedies(total.suedAfterReview, f.suedAfterReview)
  }
  return total
}

/** The county's reports of earlier years, and the few units that also show theirs. */
export const earlier: { unit: string; year: number; figures: AnnualFigures }[] = [
  {
    unit: 'xzf',
    year: 2023,
    figures: figures({
      normative: [13, 9, 72],
      licences: 31874,
      penalties: 5023,
      coercion: 287,
      fees: 1032.7,
      natural: [
        98,
        4,
        { r1: 46, r2: 12, 'r3.4': 5, 'r3.6': 3, 'r3.7': 4, 'r4.1': 18, 'r4.2': 3, 'r5.1': 5, 'r6.1': 3 },
      ],
      commercial: [6, 0, { r1: 4, 'r4.1': 2 }],
      review: [7, 2, 1, 1],
      suedDirectly: [1, 0, 0, 0],
      suedAfterReview: [1, 0, 0, 0],
    }),
  },
  {
    unit: 'xzf',
    year: 2024,
    figures: figures({
      normative: [15, 14, 73],
      licences: 33206,
      penalties: 5341,
      coercion: 296,
      fees: 1011.35,
      natural: [
        121,
        3,
        { r1: 57, r2: 14, 'r3.4': 6, 'r3.6': 4, 'r3.7': 5, 'r4.1': 19, 'r4.2': 4, 'r5.1': 6, 'r5.2': 1, 'r6.1': 3 },
      ],
      commercial: [8, 0, { r1: 5, 'r3.4': 1, 'r4.1': 1 }],
      review: [9, 1, 2, 1],
      suedDirectly: [1, 0, 1, 0],
      suedAfterReview: [2, 0, 0, 0],
    }),
  },
  {
    unit: 'czj',
    year: 2024,
    figures: figures({ normative: [1, 2, 6], penalties: 2, natural: [4, 0, { r1: 3, 'r4.1': 1 }] }),
  },
  {
    unit: 'mzj',
    year: 2024,
    figures: figures({ normative: [0, 1, 5], licences: 58, natural: [3, 0, { r1: 2, 'r3.4': 1 }] }),
  },
  {
    unit: 'cdz',
    year: 2024,
    figures: figures({ penalties: 19, licences: 104, natural: [4, 0, { r1: 2, 'r4.1': 1, 'r5.1': 1 }] }),
  },
]
