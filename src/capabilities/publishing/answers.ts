import { z } from 'zod'
import { recordKinds } from '../../foundations/publication-log/entries.ts'
import { replacements, statuses } from './record.ts'
import { actions } from './transitions.ts'

/** Shapes of what the routes of api.ts answer; the OpenAPI document and the console's types come from here. */

export const issue = z.object({
  field: z.string(),
  key: z.string(),
  severity: z.enum(['block', 'warn', 'info']),
  message: z.string(),
  start: z.number().optional(),
  end: z.number().optional(),
  text: z.string().optional(),
  link: z.string().optional(),
  replacement: z.string().optional().describe('可以一次改好的写法：遮盖后的号码，或正确的用字'),
  needsReason: z.boolean().optional(),
  reasoned: z
    .object({ by: z.string(), gate: z.string(), reason: z.string() })
    .optional()
    .describe('前面环节已为同一处写明的理由，确认即可，不必重写'),
  cleanable: z.string().optional(),
})

const attachment = z.object({
  hash: z.string(),
  name: z.string(),
  size: z.number(),
  mediaType: z.string(),
  url: z.string(),
})

export const revision = z.object({
  number: z.number(),
  at: z.string(),
  authorName: z.string(),
  title: z.string(),
  bodyHtml: z.string(),
  kind: z.enum(recordKinds),
  columnId: z.number().nullable(),
  catalogueItemId: z.number().nullable(),
  docNumber: z.string(),
  subject: z.array(z.string()),
  formedOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  issuer: z.string(),
  summary: z.string(),
  keywords: z.array(z.string()),
  source: z.string(),
  attribute: z.enum(['proactive', 'on_request', 'not_public']),
  exemptionGround: z.string(),
  attributeReason: z.string(),
  replaces: z.array(z.object({ recordId: z.number(), how: z.enum(replacements) })),
  attachments: z.array(attachment),
})

export const recordDetail = z.object({
  recordId: z.number(),
  indexNumber: z.string().nullable(),
  unitId: z.number(),
  unitName: z.string(),
  status: z.enum(statuses),
  statusLabel: z.string(),
  edition: z.number(),
  correctionReason: z.string(),
  publication: z
    .object({ wish: z.string().nullable(), planned: z.string().nullable(), maySetHour: z.boolean() })
    .describe('定时发布：起草人的希望、签发时定的时间、现在能否设定'),
  chain: z.array(
    z.object({
      gate: z.string(),
      label: z.string(),
      state: z.enum(['done', 'current', 'ahead']),
      by: z.string().nullable(),
      at: z.string().nullable(),
    }),
  ),
  revision,
  lastSeen: z
    .object({
      edition: z.number(),
      revision: z.number(),
      at: z.string(),
      what: z.enum(['own_step', 'public']),
      label: z.string(),
    })
    .nullable()
    .describe('本人上次办理时看到的稿次（没有办理过的更正稿：公众现在看到的一版），与现在的不同时才有'),
  liveEdition: z.number().nullable(),
  publicUrl: z.string().nullable(),
  due: z
    .object({
      on: z.string(),
      provisional: z.boolean(),
      remaining: z.number(),
      explanation: z.string(),
      ledger: z.array(z.object({ date: z.string(), counts: z.boolean(), n: z.number().nullable(), label: z.string() })),
    })
    .nullable(),
  timeline: z.array(
    z.object({
      at: z.string(),
      actorName: z.string(),
      roleLabel: z.string(),
      action: z.string(),
      actionLabel: z.string(),
      fromStatus: z.string(),
      toStatus: z.string(),
      toStatusLabel: z.string(),
      reason: z.string(),
      edition: z.number(),
      revision: z.number().nullable(),
      findings: z.array(z.object({ field: z.string(), key: z.string(), message: z.string() })),
    }),
  ),
  editions: z.array(
    z.object({
      number: z.number(),
      status: z.enum(statuses),
      statusLabel: z.string(),
      publishedAt: z.string().nullable(),
      correctionReason: z.string(),
    }),
  ),
  issues: z.array(issue),
  duplicates: z.array(
    z.object({
      recordId: z.number(),
      title: z.string(),
      unitName: z.string(),
      publishedOn: z.string(),
      similarity: z.number(),
      url: z.string(),
    }),
  ),
  actions: z.array(
    z.object({
      action: z.enum(actions),
      label: z.string(),
      allowed: z.boolean(),
      why: z.string().nullable(),
      reasonRequired: z.boolean(),
      primary: z.boolean(),
      onBehalfOf: z.string().nullable().describe('作为代理人办理时，被代理的人'),
    }),
  ),
  withdrawal: z
    .object({ at: z.string(), ground: z.string(), groundLabel: z.string(), reason: z.string(), actorName: z.string() })
    .nullable(),
  repeal: z.object({ on: z.string(), by: z.string(), reason: z.string() }).nullable(),
  relations: z
    .array(
      z.object({
        recordId: z.number(),
        title: z.string(),
        how: z.enum(replacements),
        direction: z.enum(['ends', 'ended_by']),
        on: z.string().nullable(),
      }),
    )
    .describe('替代、废止关系'),
  term: z
    .object({
      expiresOn: z.string().nullable(),
      decision: z
        .object({
          decision: z.enum(['extended', 'left_to_lapse', 'declared_lapsed']),
          basis: z.string(),
          at: z.string(),
        })
        .nullable(),
    })
    .nullable()
    .describe('有效期'),
  migrated: z.object({ sourceId: z.string(), note: z.string() }).nullable(),
})

export const recordRow = z.object({
  recordId: z.number(),
  editionId: z.number(),
  edition: z.number(),
  indexNumber: z.string().nullable(),
  title: z.string(),
  unitId: z.number(),
  unitName: z.string(),
  kind: z.string(),
  status: z.enum(statuses),
  statusLabel: z.string(),
  statusAt: z.string(),
  columnTitle: z.string().nullable(),
  formedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueProvisional: z.boolean(),
  remaining: z.number().nullable(),
  publishedAt: z.string().nullable(),
  publishAt: z.string().nullable().describe('定时发布的时间'),
  expiresOn: z.string().nullable(),
  drafterName: z.string().nullable(),
  returned: z.boolean(),
})

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number(), page: z.number(), size: z.number() })

export const toDoGroup = z.object({
  key: z.string(),
  label: z.string(),
  onBehalfOf: z.string().nullable().describe('代理他人岗位时，被代理的人'),
  items: z.array(recordRow),
  total: z.number(),
})

export const reading = z.object({
  html: z.string(),
  title: z.string(),
  metadata: z.object({
    title: z.string().nullable(),
    docNumber: z.string().nullable(),
    issuer: z.string().nullable(),
    formedOn: z.string().nullable(),
    addressee: z.string().nullable(),
    publicity: z.enum(['proactive', 'on_request', 'not_public']).nullable(),
  }),
  warnings: z.array(z.object({ key: z.string(), message: z.string() })),
  file: z.object({ hash: z.string(), name: z.string(), size: z.number(), mediaType: z.string() }).nullable(),
})

export const storedFile = z.object({ hash: z.string(), name: z.string(), size: z.number(), mediaType: z.string() })

const notes = z.array(z.string()).describe('没有显示或靠推断的，逐句说明')
export const filePreview = z.object({
  viewer: z.string().describe('显示 PDF 的程序所在的地址'),
  preview: z.discriminatedUnion('form', [
    z.object({ form: z.literal('text'), html: z.string(), notes }),
    z.object({
      form: z.literal('sheets'),
      sheets: z.array(z.object({ name: z.string(), html: z.string() })),
      notes,
    }),
    z.object({
      form: z.literal('pages'),
      drawn: z.enum(['here', 'in-browser']),
      count: z.number(),
      pages: z.array(z.object({ width: z.number(), height: z.number(), html: z.string(), svg: z.string().optional() })),
      notes,
    }),
    z.object({ form: z.literal('picture'), mediaType: z.string(), notes }),
    z.object({ form: z.literal('none'), sentence: z.string() }),
  ]),
})

const hidden = z.object({
  kind: z.string(),
  severity: z.enum(['block', 'warn', 'info']),
  message: z.string(),
  place: z.string(),
})

export const cleanedFile = storedFile.extend({ removed: z.array(hidden), left: z.array(hidden) })

export const overview = z.object({
  published: z.object({ today: z.number(), month: z.number(), year: z.number(), total: z.number() }),
  open: z.object({ byStatus: z.array(z.object({ status: z.string(), label: z.string(), count: z.number() })) }),
  overdue: z.number(),
  onTimeRate: z.number().nullable(),
  byMonth: z.array(z.object({ month: z.string(), count: z.number() })),
  byUnit: z.array(z.object({ unitId: z.number(), unitName: z.string(), count: z.number(), overdue: z.number() })),
})
