import { Alert, Grid } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import type { RequestAction, RequestDetail, RequestVocabulary } from '../api/contract.ts'
import { DaysLeft } from '../casework/days-left.tsx'
import { Period } from '../casework/period.tsx'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { ActDrawer } from './act-drawer.tsx'
import { ApplicantPanel } from './applicant-panel.tsx'
import {
  ArchivePanel,
  ConsultationsPanel,
  ContentPanel,
  FeePanel,
  HelpsPanel,
  RelatedPanel,
  ReplyPanel,
  SearchesPanel,
} from './case-panels.tsx'
import { DocumentsPanel } from './documents-panel.tsx'
import { History } from './history.tsx'
import { LettersPanel } from './letters-panel.tsx'
import { useRequest, useVocabulary } from './queries.ts'
import '../casework/casework.css'
import { StatusMark } from '../casework/status-mark.tsx'
import { RemediesSection } from './remedies.tsx'
import { Verbs } from './verbs.tsx'
import { clock as clockWords, detail as words } from './words.zh.ts'

/** One request: where it stands, what can be done next, and everything in its file. */
export default function RequestPage() {
  const id = Number(useParams().id)
  const request = useRequest(id)
  const vocabulary = useVocabulary()
  if (request.isError) return <FailedPage error={request.error} again={() => request.refetch()} />
  if (vocabulary.isError) return <FailedPage error={vocabulary.error} again={() => vocabulary.refetch()} />
  if (!request.data || !vocabulary.data) return <Waiting />
  return <RequestView key={id} request={request.data} vocabulary={vocabulary.data} />
}

function RequestView({ request, vocabulary }: { request: RequestDetail; vocabulary: RequestVocabulary }) {
  const [acting, setActing] = useState<RequestAction | null>(null)
  const entered = (useLocation().state as { entered?: boolean } | null)?.entered ?? false
  const phone = Grid.useBreakpoint().lg === false
  const verb = request.verbs.find((one) => one.action === acting)
  const { clock } = request
  const side = (
    <>
      <Verbs request={request} onChoose={(chosen) => setActing(chosen.action)} />
      <ApplicantPanel request={request} vocabulary={vocabulary} />
    </>
  )
  return (
    <Page
      title={request.summary}
      lead={
        <span className="editor-lead">
          <StatusMark status={request.status} label={request.statusLabel} />
          <span>{request.number}</span>
          {clock.state !== 'stopped' && (
            <DaysLeft
              left={clock.left}
              dueOn={clock.due?.on ?? null}
              provisional={clock.due?.provisional ?? false}
              clock={clock.state}
            />
          )}
          <span className="muted">{vocabulary.channels[request.channel]}</span>
          <span className="muted">{request.receipt ? words.receivedOn(request.receipt.on) : words.notReceived}</span>
          <span className="muted">
            {words.owner}：{request.ownerName ?? words.unassigned}
          </span>
          <span className="muted">
            {words.code}：{request.code}
          </span>
        </span>
      }
    >
      {entered && request.documents.length === 0 && (
        <Alert className="gap" type="success" showIcon role="status" title={words.newCase} />
      )}
      {phone && side}
      <div className="rq-columns">
        <div>
          <Period clock={clock} ledger={`/requests/${request.id}/ledger`} notYet={clockWords.notYet} />
          <ContentPanel request={request} vocabulary={vocabulary} />
          <ReplyPanel request={request} vocabulary={vocabulary} />
          <ConsultationsPanel request={request} vocabulary={vocabulary} />
          <HelpsPanel request={request} />
          <FeePanel request={request} />
          <SearchesPanel request={request} />
          <DocumentsPanel request={request} vocabulary={vocabulary} fresh={entered} />
          <LettersPanel request={request} />
          <ArchivePanel request={request} />
          <RemediesSection caseId={request.id} vocabulary={vocabulary} />
        </div>
        <aside>
          {!phone && side}
          <RelatedPanel request={request} vocabulary={vocabulary} />
          <section className="panel" aria-labelledby="rq-history">
            <h2 id="rq-history" className="section-title">
              {words.history}
            </h2>
            <History request={request} vocabulary={vocabulary} />
          </section>
        </aside>
      </div>
      {verb && (
        <ActDrawer
          key={verb.action}
          request={request}
          vocabulary={vocabulary}
          verb={verb}
          onClose={() => setActing(null)}
        />
      )}
    </Page>
  )
}
