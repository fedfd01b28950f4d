import { Alert, Grid } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import type { InquiryAction, InquiryDetail, InquiryVocabulary } from '../api/contract.ts'
import { StatusMark } from '../casework/status-mark.tsx'
import '../casework/casework.css'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { ActDrawer } from './act-drawer.tsx'
import {
  AlikePanel,
  ComplaintsPanel,
  ExplanationPanel,
  FormerReplies,
  PartsPanel,
  Periods,
  RelatedPanel,
  ReplyPanel,
  StatementPanel,
  StepsPanel,
} from './case-panels.tsx'
import { Course } from './course.tsx'
import { Due } from './due.tsx'
import { History } from './history.tsx'
import './inquiries.css'
import { LetterPanel } from './letter-panel.tsx'
import { PublicReplies } from './public-replies.tsx'
import { useInquiry, useInquiryVocabulary } from './queries.ts'
import { Verbs } from './verbs.tsx'
import { detail as words } from './words.zh.ts'
import { WriterPanel } from './writer-panel.tsx'

/** One inquiry: what was asked, who has it, what can be done next, and everything that happened. */
export default function InquiryPage() {
  const id = Number(useParams().id)
  const inquiry = useInquiry(id)
  const vocabulary = useInquiryVocabulary()
  if (inquiry.isError) return <FailedPage error={inquiry.error} again={() => inquiry.refetch()} />
  if (vocabulary.isError) return <FailedPage error={vocabulary.error} again={() => vocabulary.refetch()} />
  if (!inquiry.data || !vocabulary.data) return <Waiting />
  return <InquiryView key={id} inquiry={inquiry.data} vocabulary={vocabulary.data} />
}

function InquiryView({ inquiry, vocabulary }: { inquiry: InquiryDetail; vocabulary: InquiryVocabulary }) {
  const [acting, setActing] = useState<InquiryAction | null>(null)
  const entered = (useLocation().state as { entered?: boolean } | null)?.entered ?? false
  const phone = Grid.useBreakpoint().lg === false
  const verb = inquiry.verbs.find((one) => one.action === acting)
  const open = inquiry.status !== 'closed' && inquiry.status !== 'void'
  const supervised = inquiry.kind === 'complaint' || inquiry.kind === 'report'
  const late = inquiry.left !== null && inquiry.left < 0
  const side = (
    <>
      <Verbs inquiry={inquiry} onChoose={setActing} />
      <WriterPanel inquiry={inquiry} />
    </>
  )
  return (
    <Page
      title={inquiry.summary}
      lead={
        <span className="editor-lead">
          <StatusMark status={inquiry.status} label={inquiry.statusLabel} />
          <span>{inquiry.number}</span>
          {open ? (
            <Due
              left={inquiry.left}
              dueOn={inquiry.dueOn}
              provisional={inquiry.dueProvisional}
              state={inquiry.clock.state}
            />
          ) : (
            <span>
              {inquiry.outcomeLabel} {inquiry.closedOn}
            </span>
          )}
          <span>
            {inquiry.unitName}
            {inquiry.turnUnitId !== inquiry.unitId && `，${words.turnOf(inquiry.turnUnitName)}`}
          </span>
          <span className="muted">
            {[inquiry.kindLabel, vocabulary.complexities[inquiry.complexity], inquiry.topicLabel].join(' · ')}
          </span>
          <span className="muted">
            {inquiry.channelLabel}
            {inquiry.receivedOn && ` ${words.receivedOn(inquiry.receivedOn)}`}
          </span>
          <span className="muted">
            {words.owner}：{inquiry.ownerName ?? words.unassigned}
          </span>
          <span className="muted">
            {words.code}：{inquiry.code}
          </span>
        </span>
      }
    >
      {entered && inquiry.history.length < 3 && (
        <Alert className="gap" type="success" showIcon role="status" title={words.entered} />
      )}
      {inquiry.heldToAccountOn ? (
        <Alert className="gap" type="error" showIcon title={words.heldToAccount(inquiry.heldToAccountOn)} />
      ) : (
        inquiry.escalated && (
          <Alert
            className="gap"
            type={late ? 'error' : 'warning'}
            showIcon
            title={words.escalated[supervised ? 'supervised' : 'line'][late ? 'now' : 'before']}
          />
        )
      )}
      {open && inquiry.urgent && (
        <Alert className="gap" type="warning" showIcon title={supervised ? words.overseen : words.urgent} />
      )}
      {phone && side}
      <div className="rq-columns">
        <div>
          <LetterPanel inquiry={inquiry} vocabulary={vocabulary} onChoose={setActing} />
          <Course inquiry={inquiry} />
          <FormerReplies inquiry={inquiry} vocabulary={vocabulary} />
          <ReplyPanel inquiry={inquiry} vocabulary={vocabulary} />
          <ExplanationPanel inquiry={inquiry} />
          <PublicReplies inquiry={inquiry} />
          <StatementPanel inquiry={inquiry} />
          <PartsPanel inquiry={inquiry} />
          <StepsPanel inquiry={inquiry} />
          <Periods inquiry={inquiry} />
        </div>
        <aside aria-label={words.side}>
          {!phone && side}
          <ComplaintsPanel inquiry={inquiry} />
          <AlikePanel inquiry={inquiry} />
          <RelatedPanel inquiry={inquiry} />
          <section className="panel" aria-labelledby="iq-history">
            <h2 id="iq-history" className="section-title">
              {words.history}
            </h2>
            <History inquiry={inquiry} vocabulary={vocabulary} />
          </section>
        </aside>
      </div>
      {verb && (
        <ActDrawer
          key={verb.action}
          inquiry={inquiry}
          vocabulary={vocabulary}
          verb={verb}
          onClose={() => setActing(null)}
        />
      )}
    </Page>
  )
}
