import { z } from 'zod'
import { clockShape, paperShape } from '../../foundations/casework/index.ts'
import { topicKeys } from '../../foundations/classification/index.ts'
import { likenesses } from '../../foundations/intake/recognise.ts'
import { channels, complexities, inquiryKinds, satisfactions, statuses, steps } from './inquiry.ts'
import { actions } from './transitions.ts'

/** Shapes of what the routes of api.ts answer; the OpenAPI document and the console's types come from here. */

export const clock = clockShape

export const writer = z.object({
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  anonymous: z.boolean(),
})

export const inquiryRow = z.object({
  id: z.int(),
  number: z.string().nullable(),
  code: z.string(),
  kind: z.enum(inquiryKinds),
  kindLabel: z.string(),
  channel: z.enum(channels),
  channelLabel: z.string(),
  topic: z.enum(topicKeys),
  topicLabel: z.string(),
  status: z.enum(statuses),
  statusLabel: z.string(),
  unitId: z.int().describe('责任单位（首问单位）'),
  unitName: z.string(),
  turnUnitId: z.int().describe('下一步在哪个单位手里'),
  turnUnitName: z.string(),
  ownerId: z.int().nullable(),
  ownerName: z.string().nullable(),
  summary: z.string(),
  place: z.string().describe('民情诉求的村（社区）、住户；其他种类为空'),
  writer: z.string().describe('遮盖后的来信人'),
  submittedAt: z.string(),
  receivedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueProvisional: z.boolean(),
  left: z.int().nullable().describe('剩余工作日，逾期为负'),
  explained: z.enum(['waiting', 'taken', 'refused']).nullable(),
  lapsed: z.boolean().describe('说明时承诺的日期已过，仍未答复'),
  escalated: z.boolean(),
  urgent: z.boolean().describe('监督部门催办过'),
  satisfaction: z.enum(satisfactions).nullable(),
  closedOn: z.string().nullable(),
  outcome: z.string().nullable(),
  outcomeLabel: z.string().nullable(),
})

export const earlier = z.object({
  caseId: z.int(),
  number: z.string().nullable(),
  kind: z.enum(inquiryKinds),
  kindLabel: z.string(),
  summary: z.string(),
  status: z.string(),
  statusLabel: z.string(),
  unitName: z.string(),
  submittedAt: z.string(),
  sameWriter: z.boolean(),
  sameWords: z.boolean(),
})

const alike = z.object({
  alikeId: z.int().describe('这一组的编号，列表以它筛选'),
  total: z.int(),
  items: z.array(
    z.object({
      caseId: z.int(),
      code: z.string(),
      status: z.enum(statuses),
      statusLabel: z.string(),
      submittedAt: z.string(),
      unitName: z.string(),
    }),
  ),
})

export const verb = z.object({
  action: z.enum(actions),
  label: z.string(),
  allowed: z.boolean(),
  possible: z.boolean(),
  wrong: z.enum(['role', 'state', 'person']).nullable(),
  why: z.string(),
  onBehalfOf: z.string().nullable(),
  reasonRequired: z.boolean(),
})

const sources = z.object({ records: z.array(z.int()), knowledge: z.array(z.int()) })

export const suggestion = z
  .object({
    topic: z.enum(topicKeys).nullable(),
    topicLabel: z.string(),
    unitId: z.int().nullable(),
    unitName: z.string(),
    why: z.array(z.string()).describe('依据的字词'),
  })
  .describe('按内容推测的分类和办理单位，供参考')

export const inquiryDetail = z.object({
  ...inquiryRow.omit({ place: true }).shape,
  version: z.int(),
  publicStatusLabel: z.string(),
  complexity: z.enum(complexities),
  content: z.object({ subject: z.string(), text: z.string(), place: z.string() }),
  writer: z.object({ ...writer.shape, masked: z.literal(true) }),
  mayUnmask: z.boolean(),
  mailbox: z.string().nullable(),
  source: z.string(),
  sourceNumber: z.string(),
  about: z
    .object({
      caseId: z.int().nullable(),
      number: z.string().nullable(),
      unitId: z.int().nullable(),
      unitName: z.string(),
    })
    .nullable(),
  likeness: z.array(z.enum(likenesses)),
  suggestion: suggestion.nullable().describe('待分办的事项才有'),
  clock,
  leadClock: clock,
  parts: z.array(
    z.object({
      number: z.int(),
      unitId: z.int(),
      unitName: z.string(),
      what: z.string(),
      askedOn: z.string(),
      answer: z.string(),
      answeredOn: z.string().nullable(),
      refusedOn: z.string().nullable(),
      why: z.string(),
      open: z.boolean(),
      clock,
    }),
  ),
  stages: z.array(
    z.object({
      unitId: z.int(),
      unitName: z.string(),
      on: z.string(),
      what: z.enum(['sorting', 'unit', 'anew', 'complaint']),
    }),
  ),
  steps: z.array(z.object({ step: z.enum(steps), label: z.string(), on: z.string(), text: z.string() })),
  reply: z
    .object({ outcome: z.string(), outcomeLabel: z.string(), text: z.string(), sources, given: z.boolean() })
    .nullable(),
  knowledge: z
    .object({ entryId: z.int().nullable(), may: z.boolean() })
    .describe('由本件答复拟成的问答；现在能否把答复拟入知识库'),
  formerReplies: z
    .array(
      z.object({
        on: z.string(),
        unitName: z.string(),
        outcomeLabel: z.string(),
        text: z.string(),
        sources,
        satisfaction: z.enum(satisfactions).nullable(),
      }),
    )
    .describe('责成重新办理之前作出的答复，早的在前'),
  explanation: z.object({ text: z.string(), until: z.string(), taken: z.boolean().nullable() }).nullable(),
  owedExplanation: z
    .object({ text: z.string(), until: z.string(), unitName: z.string() })
    .nullable()
    .describe('最近一次被认可的逾期说明，事项转到别处之后仍须向社会公开'),
  statement: z.object({ askedOn: z.string(), takenOn: z.string().nullable() }).nullable(),
  heldToAccountOn: z.string().nullable(),
  transfers: z.int(),
  refusals: z.int(),
  consent: z.boolean().nullable(),
  owners: z.array(z.object({ id: z.int(), name: z.string() })),
  history: z.array(
    z.object({
      seq: z.int(),
      at: z.string(),
      on: z.string(),
      action: z.string(),
      label: z.string(),
      from: z.enum(statuses).nullable(),
      to: z.enum(statuses),
      by: z.string().nullable(),
      actorName: z.string().nullable(),
      onBehalfOfName: z.string().nullable(),
      data: z.record(z.string(), z.unknown()),
      note: z.string(),
    }),
  ),
  documents: z.array(paperShape).describe('来信人附上的文件'),
  links: z.array(
    z.object({
      caseId: z.int(),
      how: z.string(),
      kind: z.string(),
      number: z.string().nullable(),
      summary: z.string(),
      status: z.string(),
    }),
  ),
  earlier: z.array(earlier),
  alike: alike.nullable().describe('内容相近的事项，限本人可以查看的；没有的为 null'),
  complaints: z.array(z.object({ caseId: z.int(), number: z.string().nullable(), statusLabel: z.string() })),
  verbs: z.array(verb),
})

export const vocabulary = z.object({
  kinds: z.record(z.string(), z.string()),
  channels: z.record(z.string(), z.string()),
  statuses: z.record(z.string(), z.string()),
  outcomes: z.record(z.string(), z.string()),
  topics: z.record(z.string(), z.string()),
  steps: z.record(z.string(), z.string()),
  complexities: z.record(z.string(), z.string()),
  satisfactions: z.record(z.string(), z.string()),
  views: z.record(z.string(), z.string()),
  likenesses: z.record(z.string(), z.string()),
})

export const toDo = z.object({
  count: z.int(),
  groups: z.array(z.object({ key: z.string(), label: z.string(), total: z.int(), items: z.array(inquiryRow) })),
})
