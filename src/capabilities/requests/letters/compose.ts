import { longDate } from '../../../foundations/calendar/index.ts'
import { documentsOf } from '../../../foundations/casework/index.ts'
import { ground } from '../../../foundations/classification/index.ts'
import { groundLabels } from '../../../foundations/classification/words.zh.ts'
import type { Ctx } from '../../../foundations/context.ts'
import { cite } from '../../../foundations/law/index.ts'
import { type Unit, unitById } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { openApplicant, openContent } from '../applicant.ts'
import type { RequestFile } from '../case-file.ts'
import type { EventData, Reply, RequestEvent } from '../events.ts'
import { remedyOf } from '../remedy-told.ts'
import type { Status } from '../request.ts'
import { feeOf } from '../rules/fee.ts'
import { replyKind } from '../rules/reply-kinds.ts'
import { clockOf, stateOf } from '../state.ts'
import { caseWithRequest, requestOf } from '../store.ts'
import type { Action } from '../transitions.ts'
import { feeBasisLabels, letterWords as w } from '../words.zh.ts'
import { fill, type Values } from './fill.ts'
import type { LetterKey } from './letter-kinds.ts'
import type { GivenLetter } from './store.ts'
import { templateInForce } from './template-store.ts'
import { lettersOf } from './which.ts'

/** A request of this length is restated whole. */
const longestRestated = 1500

/**
 * Drafts of the letters that an act would send out, filled from the case as it would stand after the act: title and
 * text to be read and mended by the clerk.
 */
export const composeLetters = async <A extends Action>(
  ctx: Ctx,
  file: RequestFile,
  action: A,
  data: EventData[A],
  note: string,
): Promise<GivenLetter[]> => {
  const keys = lettersOf(action, data)
  if (!keys.length) return []
  const values = await valuesFor(ctx, file, action, data, note)
  return Promise.all(keys.map((key) => composed(ctx, key, values)))
}

const composed = async (ctx: Ctx, key: LetterKey, values: Values): Promise<GivenLetter> => {
  const template = await templateInForce(ctx.db, key)
  return { key, title: template.title, html: fill(template.body, values), templateVersion: template.version }
}

const valuesFor = async (
  ctx: Ctx,
  file: RequestFile,
  action: Action,
  data: EventData[Action],
  note: string,
): Promise<Values> => {
  const { row } = file
  const today = legalDay(ctx.clock())
  const request = await requestOf(ctx.db, row.id)
  const applicant = openApplicant(ctx.keyring, row.id, request.applicantSealed)
  const content = openContent(ctx.keyring, row.id, request.contentSealed)
  const unit = (await unitById(ctx.db, row.unitId))!
  const after = stateOf([...file.events, ahead(file, action, data, today)])
  const due = clockOf(after, ctx.calendar(), today).due?.on
  const office = unit.disclosureOffice
  const day = (date: string | undefined | null) => (date ? longDate(date) : undefined)
  const values: Values = {
    申请人: applicant.name,
    申请编号: row.number ?? '',
    查询码: row.code,
    申请内容: content.what.length > longestRestated ? content.what.slice(0, longestRestated) + w.cut : content.what,
    机关: unit.name,
    日期: longDate(today),
    联系部门: office.name || undefined,
    联系电话: office.phone || undefined,
    联系地址: office.address || undefined,
    收到日期: day(after.receipt?.on),
    答复期限: day(due),
    补正截止日: day(after.correction?.until),
    理由: note || undefined,
  } as Values
  switch (action) {
    case 'extend':
      return {
        ...values,
        延长工作日: String((data as EventData['extend']).workingDays),
        延长后期限: day(due),
      } as Values
    case 'delay':
      return { ...values, 延迟至: day((data as EventData['delay']).until) } as Values
    case 'consult':
      return { ...values, 共同制作机关: (data as EventData['consult']).agency || undefined } as Values
    case 'ask_help': {
      const { helper, until } = data as EventData['ask_help']
      return { ...values, 协办单位: helper, 协办答复日: day(until) } as Values
    }
    case 'charge': {
      const { basis, quantity, on } = data as EventData['charge']
      const yuan = feeOf(basis, quantity, on)
      return {
        ...values,
        收费方式: feeBasisLabels[basis],
        收费金额: String(yuan),
        收费明细: basis === 'by_item' ? w.byItem(quantity, yuan) : w.byPage(quantity, yuan),
      }
    }
    case 'propose': {
      const { reply } = data as EventData['propose']
      return { ...values, ...(await answerValues(ctx, file, reply, unit, content)) }
    }
    default:
      return values
  }
}

/** The act as if it had been done. */
const ahead = ({ row, state }: RequestFile, action: Action, data: EventData[Action], today: string): RequestEvent =>
  ({
    seq: row.version + 1,
    action,
    data,
    on: 'on' in data ? data.on : today,
    at: new Date(0),
    from: state.status,
    to: state.status satisfies Status,
    actorId: null,
    onBehalfOf: null,
    by: null,
  }) as unknown as RequestEvent

const answerValues = async (
  ctx: Ctx,
  { row, state }: RequestFile,
  reply: Reply,
  unit: Unit,
  content: { form: keyof typeof w.supply; way: keyof typeof w.way },
): Promise<Values> => {
  const names = new Map((await documentsOf(ctx.db, ctx.keyring, row.id)).map((one) => [one.id, one.name]))
  const handed = reply.materials.flatMap((id) => names.get(id) ?? [])
  const earlier = reply.earlierCaseId ? await caseWithRequest(ctx.db, reply.earlierCaseId) : undefined
  return {
    理由: reply.reasons || (replyKind(reply.kind).needs.includes('reasons') ? undefined : ''),
    不予公开依据:
      reply.grounds.map((code) => w.ground(cite(ground(code).law).label, groundLabels[code])).join('、') || undefined,
    提供方式: reply.way || w.supplied(w.supply[content.form], w.way[content.way]),
    提供清单: handed.length ? w.list(handed) : '',
    获取方式: reply.way || undefined,
    检索情况: state.searches.length
      ? w.searched(state.searches.map((one) => w.searchEntry(longDate(one.on), one.place, one.words)))
      : undefined,
    主管机关: reply.competentAgency ? w.competent(reply.competentAgency) : '',
    特别规定: reply.specialLaw || undefined,
    以前的申请: earlier?.number ?? undefined,
    公开理由: reply.overrideReason || undefined,
    救济途径: await remedyOf(ctx.db, unit, reply.kind, content.way),
  } as Values
}
