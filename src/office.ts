import type { FastifyInstance } from 'fastify'
import { type Base, everyClock } from './base.ts'
import { registerCatalogue, registerLookups } from './capabilities/catalogue/index.ts'
import {
  besideTheLine,
  callDesk,
  lineMessages,
  openLine,
  presentSwitch,
  registerHotline,
  registerReplies,
} from './capabilities/hotline/index.ts'
import {
  inquiryDesk,
  inquiryMessages,
  inquiryNoticeKinds,
  inquiryWork,
  registerInquiries,
  takeFeedback,
  takeInquiry,
} from './capabilities/inquiries/index.ts'
import { knowledgeNoticeKinds, knowledgeWork, registerKnowledge, takeVote } from './capabilities/knowledge/index.ts'
import {
  groundLabels,
  isPublishedFile,
  publishedIndex,
  publishingNoticeKinds,
  publishingWork,
  registerFiles,
  registerPublishing,
  statusLabels,
} from './capabilities/publishing/index.ts'
import {
  registerRequests,
  requestDesk,
  requestMessages,
  requestNoticeKinds,
  requestWork,
  takeRequest,
} from './capabilities/requests/index.ts'
import { registerWordList } from './capabilities/word-list/index.ts'
import { officePolicy, registerConsole } from './console-page.ts'
import { registerAudit } from './foundations/audit/api.ts'
import { registerCalendar } from './foundations/calendar/api.ts'
import { accountNoticeKinds, registerIdentity, registerPeople, rememberActor } from './foundations/identity/index.ts'
import { answerVoteKind } from './foundations/intake/answer-vote.ts'
import { type Desks, registerDeskDoor } from './foundations/intake/desk-door.ts'
import { openIntakeKeys } from './foundations/intake/intake-keys.ts'
import { registerPortalDoor } from './foundations/intake/portal-door.ts'
import { type Intake, receiveSubmission } from './foundations/intake/receive.ts'
import { type NoticeKinds, registerNotices } from './foundations/notices/index.ts'
import { outboxNoticeKinds, registerOutbox } from './foundations/outbox/index.ts'
import { registerForPortals } from './foundations/publication-log/portals-api.ts'
import { registerSite } from './foundations/site/api.ts'
import { registerUnits } from './foundations/units/api.ts'
import type { Database } from './platform/db/connect.ts'
import { registerDocs } from './platform/http/docs.ts'
import { registerPdfViewer } from './platform/http/pdf-viewer.ts'
import { createServer } from './platform/http/server.ts'

/** Every kind of notice that staff get, and what it is called where they choose. */
const noticeKinds: NoticeKinds = {
  ...accountNoticeKinds,
  ...outboxNoticeKinds,
  ...publishingNoticeKinds,
  ...requestNoticeKinds,
  ...knowledgeNoticeKinds,
  ...inquiryNoticeKinds,
}

/** What citizens are told by e-mail and SMS, to be looked at beforehand. */
const said = [
  { group: '依申请公开', samples: requestMessages },
  { group: '政务信息查询', samples: inquiryMessages },
  { group: '政务信息查询专线', samples: lineMessages },
]

/** What citizens hand in, by kind, and who takes it over. */
export const intakeOf = ({ config }: Pick<Base, 'config'>): Intake => ({
  keys: openIntakeKeys(config.dataFolder),
  takers: { feedback: takeFeedback, inquiry: takeInquiry, request: takeRequest, [answerVoteKind]: takeVote },
})

/** The desks at which citizens follow their cases. */
export const desksOf = ({ platform, metrics }: Pick<Base, 'platform' | 'metrics'>): Desks => {
  const failed = (outcome: 'wrong' | 'refused') => metrics.codeFailures.inc({ outcome })
  return {
    requests: requestDesk(platform, { failed }),
    inquiries: inquiryDesk(platform, { failed }),
    calls: callDesk(platform, { failed }),
  }
}

/** Does the database answer? */
export const answers = async (database: Database) => {
  try {
    await database.pool.query('select 1')
    return true
  } catch {
    return false
  }
}

/** The staff side: JSON API under /api, console at /. */
export const buildOffice = async (base: Base): Promise<FastifyInstance> => {
  const { config, platform, log, metrics, database } = base
  const app = await createServer({
    name: 'office',
    title: '公开 · 工作端接口',
    description: '信息发布、目录、机构人员、日历与审计的接口。错误以 RFC 9457 问题文档返回。',
    log,
    metrics,
    trustProxy: config.trustProxy,
    contentSecurityPolicy: officePolicy(),
    bodyLimit: 12 * 1024 * 1024,
    // Two hours of a recording from a slow line.
    requestTimeout: 600_000,
    ready: async () => [...((await answers(database)) ? [] : ['database']), ...base.unready],
  })
  rememberActor(app, platform)
  registerIdentity(app, platform, {
    secureCookies: config.officeHttps,
    officeUrl: config.officeUrl,
    provider: config.singleSignOn,
  })
  registerPeople(app, platform)
  registerUnits(app, platform, { openWork: [publishingWork, requestWork, inquiryWork, knowledgeWork] })
  registerCatalogue(app, platform)
  registerLookups(app, platform, { statuses: statusLabels, withdrawalGrounds: groundLabels })
  registerCalendar(app, platform, { clocks: await everyClock(), reload: base.reloadCalendar })
  registerAudit(app, platform)
  registerSite(app, platform, config)
  registerWordList(app, platform)
  registerNotices(app, platform, { kinds: noticeKinds })
  const { email, sms, replyToken } = config.messaging
  registerOutbox(app, platform, { configured: { email: email !== undefined, sms: sms !== undefined }, said })
  const token = config.portalToken
  registerForPortals(app, platform, { token, isPublished: (id, hash) => isPublishedFile(platform.db, id, hash) })
  const intake = intakeOf(base)
  registerPortalDoor(app, {
    token,
    key: async () => intake.keys.current(),
    take: (sealed) => receiveSubmission(platform, intake, sealed),
  })
  registerDeskDoor(app, { token, desks: desksOf(base) })
  const published = publishedIndex(platform.db)
  registerPublishing(app, platform, published)
  await registerFiles(app, platform)
  await registerRequests(app, platform)
  registerInquiries(app, platform)
  await registerKnowledge(app, platform, published)
  const { pbx: server } = config
  const pbx = presentSwitch(platform, server)
  const hotline = {
    ...besideTheLine,
    url: database.url,
    server,
    pbx,
    sms: sms !== undefined,
    replies: replyToken !== undefined,
  }
  const line = openLine(platform, hotline)
  app.addHook('onListen', async () => line.start())
  app.addHook('onClose', () => line.close())
  await registerHotline(app, platform, hotline, line, published)
  registerReplies(app, platform, replyToken)
  registerPdfViewer(app)
  await registerDocs(app)
  await registerConsole(app)
  return app
}
