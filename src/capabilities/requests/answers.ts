import { z } from 'zod'
import { clockShape, paperShape } from '../../foundations/casework/index.ts'
import { requiredText } from '../../platform/shapes.ts'
import { asks, channels, deliveryWays, parties, statuses, supplyForms } from './request.ts'
import { actions } from './transitions.ts'

/** Shapes of what the routes of api.ts answer; the OpenAPI document and the console's types come from here. */

/** A letter as it stands in the editor. */
export const letterShape = z.object({
  key: z.string().max(60),
  title: requiredText(200),
  html: z.string().max(200_000),
  templateVersion: z.int().min(0),
})

const law = z.string().describe('条文代号，如 OGI-33')

export const clock = clockShape

export const applicant = z.object({
  party: z.enum(parties),
  name: z.string(),
  identityKind: z.string(),
  identityNumber: z.string(),
  representative: z.string(),
  agent: z.string(),
  guardian: z.string(),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  postcode: z.string(),
})

export const requestRow = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  number: z.string().nullable(),
  code: z.string(),
  status: z.enum(statuses),
  statusLabel: z.string(),
  ownerId: z.int().nullable(),
  ownerName: z.string().nullable(),
  summary: z.string(),
  party: z.enum(parties),
  channel: z.enum(channels),
  applicant: z.string().describe('遮盖后的申请人'),
  submittedAt: z.string(),
  receivedOn: z.string().nullable(),
  clock: clock.shape.state,
  dueOn: z.string().nullable(),
  dueProvisional: z.boolean(),
  left: z.int().nullable().describe('剩余工作日，逾期为负'),
  watchOn: z.string().nullable(),
  watchLabel: z.string().nullable(),
  closedOn: z.string().nullable(),
  outcome: z.string().nullable(),
})

export const alike = z.object({
  caseId: z.int(),
  number: z.string().nullable(),
  summary: z.string(),
  status: z.string(),
  submittedAt: z.string(),
  receivedOn: z.string().nullable(),
  outcome: z.string().nullable(),
  sameApplicant: z.boolean(),
  sameContent: z.boolean(),
})

const reply = z.object({
  kind: z.string(),
  grounds: z.array(z.string()),
  reasons: z.string(),
  materials: z.array(z.string()),
  way: z.string(),
  competentAgency: z.string(),
  specialLaw: z.string(),
  earlierCaseId: z.int().nullable(),
  overridden: z.array(z.int()),
  overrideReason: z.string(),
  proposedFrom: z.enum(statuses),
  signedOn: z.string().nullable(),
})

export const requestDetail = z.object({
  id: z.int(),
  number: z.string().nullable(),
  code: z.string(),
  version: z.int().describe('最近一步的序号，办理时带回，用以发现他人的进展'),
  unitId: z.int(),
  unitName: z.string(),
  ownerId: z.int().nullable(),
  ownerName: z.string().nullable(),
  owners: z.array(z.object({ id: z.int(), name: z.string() })).describe('可以承办的人'),
  status: z.enum(statuses),
  statusLabel: z.string(),
  publicStatusLabel: z.string(),
  summary: z.string(),
  asks: z.enum(asks),
  channel: z.enum(channels),
  submittedAt: z.string(),
  reachedOn: z.string(),
  receipt: z.object({ on: z.string(), why: z.string(), law, label: z.string() }).nullable(),
  applicant,
  mayUnmask: z.boolean(),
  content: z.object({
    asks: z.enum(asks),
    what: z.string(),
    features: z.string(),
    form: z.enum(supplyForms),
    way: z.enum(deliveryWays),
  }),
  clock,
  watch: z.object({ on: z.string(), label: z.string() }).nullable(),
  contacts: z.array(z.object({ at: z.string(), reached: z.boolean() })),
  correction: z.object({ askedOn: z.string(), until: z.string(), takenOn: z.string().nullable() }).nullable(),
  consultations: z.array(
    z.object({
      number: z.int(),
      kind: z.string(),
      agency: z.string(),
      issuedOn: z.string(),
      servedOn: z.string().nullable(),
      opinion: z.string().nullable(),
      answeredOn: z.string().nullable(),
      dueOn: z.string().nullable(),
      endedOn: z.string().nullable(),
    }),
  ),
  helps: z.array(
    z.object({
      number: z.int(),
      helper: z.string(),
      askedOn: z.string(),
      until: z.string(),
      answeredOn: z.string().nullable(),
    }),
  ),
  extension: z.object({ on: z.string(), workingDays: z.int() }).nullable(),
  reasons: z.object({ askedOn: z.string(), takenOn: z.string().nullable() }).nullable(),
  delay: z.object({ on: z.string(), until: z.string() }).nullable(),
  fee: z
    .object({
      basis: z.enum(['by_item', 'by_page']),
      quantity: z.int(),
      noticeOn: z.string(),
      servedOn: z.string().nullable(),
      paidOn: z.string().nullable(),
      ticket: z.string(),
      yuan: z.number(),
      dueOn: z.string().nullable(),
    })
    .nullable(),
  ordinalInMonth: z.int().nullable().describe('该申请人当月向本机关提出的第几件'),
  searches: z.array(z.object({ on: z.string(), place: z.string(), words: z.string(), found: z.boolean() })),
  reply: reply.nullable(),
  delivery: z.object({ way: z.enum(deliveryWays), on: z.string(), tracking: z.string() }).nullable(),
  closedOn: z.string().nullable(),
  outcome: z.string().nullable().describe('年度报告表二的行'),
  convertedTo: z.int().nullable(),
  lookedAgain: z.object({ on: z.string(), result: z.string(), nextOn: z.string().nullable() }).nullable(),
  history: z.array(
    z.object({
      seq: z.int(),
      at: z.string(),
      on: z.string(),
      action: z.string(),
      label: z.string(),
      from: z.string().nullable(),
      to: z.enum(statuses),
      by: z.string().nullable(),
      actorName: z.string().nullable(),
      onBehalfOfName: z.string().nullable(),
      data: z.record(z.string(), z.unknown()),
      note: z.string(),
    }),
  ),
  documents: z.array(paperShape),
  letters: z.array(
    z.object({
      id: z.string(),
      seq: z.int(),
      key: z.string(),
      title: z.string(),
      templateVersion: z.int(),
      number: z.string().nullable(),
      issuedOn: z.string().nullable(),
    }),
  ),
  links: z.array(
    z.object({
      caseId: z.int(),
      how: z.string(),
      number: z.string().nullable(),
      summary: z.string(),
      status: z.string(),
    }),
  ),
  alike: z.array(alike),
  remedies: z.array(
    z.object({
      id: z.int(),
      kind: z.string(),
      body: z.string(),
      number: z.string(),
      filedOn: z.string(),
      outcome: z.string(),
      concludedOn: z.string().nullable(),
    }),
  ),
  limits: z
    .object({
      correctionBy: z.string().nullable().describe('告知补正的最后一天'),
      correctionUntil: z.string().describe('建议给申请人的补正期限'),
      extensionDays: z.int().describe('最多延长的工作日'),
    })
    .nullable(),
  verbs: z.array(
    z.object({
      action: z.enum(actions),
      label: z.string(),
      allowed: z.boolean(),
      possible: z.boolean().describe('这一状态下有人可以办'),
      wrong: z.enum(['role', 'state', 'person']).nullable(),
      why: z.string(),
      law: z.string().describe('如 条例第三十三条'),
      onBehalfOf: z.string().nullable().describe('代谁办理'),
      reasonRequired: z.boolean(),
    }),
  ),
})

export const toDo = z.object({
  count: z.int(),
  groups: z.array(z.object({ key: z.string(), label: z.string(), total: z.int(), items: z.array(requestRow) })),
})

export const entryCheck = z.object({
  issues: z.array(z.object({ field: z.string(), key: z.string(), message: z.string() })),
  party: z.enum(parties).nullable().describe('统一社会信用代码提示的申请人类型'),
  receipt: z.object({ on: z.string().nullable(), label: z.string(), law: z.string() }),
  alike: z.array(alike),
})

const labelled = z.record(z.string(), z.string())

export const vocabulary = z.object({
  statuses: labelled,
  channels: labelled,
  parties: labelled,
  supplyForms: labelled,
  deliveryWays: labelled,
  consultations: labelled,
  opinions: labelled,
  documentKinds: labelled,
  remedyKinds: labelled,
  remedyOutcomes: labelled,
  tableRows: labelled,
  grounds: labelled,
  groundRows: labelled.describe('每项不予公开依据计入表二的行'),
  groundLaws: labelled,
  needs: labelled,
  links: labelled,
  remedyRoutes: labelled,
  replyKinds: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      law: z.string().describe('如 条例第三十六条第（四）项'),
      asks: z.enum(asks),
      needs: z.array(z.string()),
      from: z.array(z.enum(statuses)),
      remedy: z.string(),
      row: z.string().nullable(),
      releases: z.boolean().describe('提供文件的答复，须经保密审查'),
    }),
  ),
})
