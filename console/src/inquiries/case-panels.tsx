import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Tag } from 'antd'
import { Link, useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { InquiryDetail, InquiryVocabulary } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { Period } from '../casework/period.tsx'
import { StatusMark } from '../casework/status-mark.tsx'
import { useMe } from '../identity/session.ts'
import { dayOf } from '../shell/dates.ts'
import { EarlierList } from './earlier-list.tsx'
import { Pairs } from './pairs.tsx'
import { SourceLinks } from './source-links.tsx'
import { detail as words } from './words.zh.ts'

type Props = { inquiry: InquiryDetail }

/** The period of whoever has its turn; while another unit answers a part, the responsible unit's beside it. */
export function Periods({ inquiry }: Props) {
  const part = inquiry.parts.find((one) => one.open)
  const address = `/inquiries/${inquiry.id}/ledger`
  if (!part) return <Period clock={inquiry.leadClock} ledger={address} name={words.clockTurn} />
  return (
    <>
      <Period clock={inquiry.clock} ledger={`${address}?part=${part.number}`} name={words.clockPart(part.unitName)} />
      <Period clock={inquiry.leadClock} ledger={address} name={words.clockLead} />
    </>
  )
}

/** What other units were asked to answer, and what they answered. */
export function PartsPanel({ inquiry }: Props) {
  if (inquiry.parts.length === 0) return null
  return (
    <section className="panel" aria-labelledby="iq-parts">
      <h2 id="iq-parts" className="section-title">
        {words.parts}
      </h2>
      <ul className="rq-lines">
        {inquiry.parts.map((part) => (
          <li key={part.number}>
            <strong>{words.partOf(part.number, part.unitName)}</strong>{' '}
            <span className="muted">{words.since(part.askedOn, part.answeredOn ?? part.refusedOn)}</span>
            <Pairs
              rows={[
                [words.asked, part.what && <span className="rq-what">{part.what}</span>],
                [words.answer, part.answer && <span className="rq-what">{part.answer}</span>],
                [words.refusedWhy, part.why],
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Leaders' notes, visits, meetings and calls. */
export function StepsPanel({ inquiry }: Props) {
  if (inquiry.steps.length === 0) return null
  return (
    <section className="panel" aria-labelledby="iq-steps">
      <h2 id="iq-steps" className="section-title">
        {words.steps}
      </h2>
      <ul className="rq-lines">
        {inquiry.steps.map((step, i) => (
          <li key={`${step.on}-${i}`}>
            <strong>{step.label}</strong> <span className="muted">{step.on}</span>
            <p className="rq-what">{step.text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The answer as it stands, or what supervision decided. */
export function ReplyPanel({ inquiry, vocabulary }: Props & { vocabulary: InquiryVocabulary }) {
  const { reply, satisfaction } = inquiry
  if (!reply) return null
  const supervised = inquiry.kind === 'complaint' || inquiry.kind === 'report'
  return (
    <section className="panel iq-reply" aria-labelledby="iq-reply">
      <h2 id="iq-reply" className="section-title">
        {supervised ? words.decision : words.reply}
        <Tag color={reply.given ? 'success' : 'warning'}>{reply.outcomeLabel}</Tag>
        <small className="muted">{reply.given ? words.replyGiven : words.replyDraft}</small>
      </h2>
      <p className="rq-what">{reply.text}</p>
      <SourceLinks sources={reply.sources} />
      {satisfaction && <Pairs rows={[[words.satisfaction, vocabulary.satisfactions[satisfaction]]]} />}
      <ToKnowledge inquiry={inquiry} />
    </section>
  )
}

/** 好答复进知识库: a draft in the unit that answered, with whatever is personal hidden; it passes the gates there. */
function ToKnowledge({ inquiry: { id, knowledge } }: Props) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const draft = useMutation({
    mutationFn: () => answer(api.POST('/api/inquiries/{id}/knowledge-draft', { params: { path: { id } } })),
    onSuccess: ({ entryId }) => {
      void queries.invalidateQueries({ queryKey: ['inquiries'] })
      void queries.invalidateQueries({ queryKey: ['knowledge'] })
      navigate(`/knowledge/${entryId}/edit`)
    },
  })
  if (knowledge.entryId !== null)
    return (
      <p>
        <Link to={`/knowledge/${knowledge.entryId}`}>{words.inKnowledge}</Link>
      </p>
    )
  if (!knowledge.may) return null
  return (
    <>
      {draft.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(draft.error)} />}
      <p>
        <Button loading={draft.isPending} onClick={() => draft.mutate()}>
          {words.toKnowledge}
        </Button>{' '}
        <span className="hint">{words.toKnowledgeHint}</span>
      </p>
    </>
  )
}

/** What was answered before supervision had the case opened again: whoever answers anew, and the head, read it first. */
export function FormerReplies({ inquiry, vocabulary }: Props & { vocabulary: InquiryVocabulary }) {
  if (inquiry.formerReplies.length === 0) return null
  return (
    <section className="panel" aria-labelledby="iq-former">
      <h2 id="iq-former" className="section-title">
        {words.formerReplies}
        {inquiry.status !== 'closed' && <small className="muted">{words.formerRepliesNote}</small>}
      </h2>
      <ul className="rq-lines">
        {inquiry.formerReplies.map((former) => (
          <li key={former.on + former.text}>
            <strong>{former.outcomeLabel}</strong>{' '}
            <span className="muted">
              {former.unitName} · {former.on}
            </span>
            <p className="rq-what">{former.text}</p>
            <SourceLinks sources={former.sources} />
            {former.satisfaction && (
              <Pairs rows={[[words.satisfaction, vocabulary.satisfactions[former.satisfaction]]]} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why it was not in time: judged by supervision, then public. */
export function ExplanationPanel({ inquiry }: Props) {
  const { explanation, explained, lapsed, owedExplanation: owed } = inquiry
  if (!explanation || !explained)
    return owed ? (
      <section className="panel" aria-labelledby="iq-explanation">
        <h2 id="iq-explanation" className="section-title">
          {words.explanation}
          <Tag color="success">{words.explanationState.taken}</Tag>
          <small className="muted">{words.explainedBy(owed.unitName, owed.until)}</small>
        </h2>
        <p className="rq-what">{owed.text}</p>
      </section>
    ) : null
  return (
    <section className="panel" aria-labelledby="iq-explanation">
      <h2 id="iq-explanation" className="section-title">
        {words.explanation}
        <Tag color={explained === 'refused' ? 'error' : explained === 'taken' ? 'success' : 'warning'}>
          {words.explanationState[explained]}
        </Tag>
        {lapsed && <Tag color="error">{words.lapsed}</Tag>}
        <small className="muted">{words.until(explanation.until)}</small>
      </h2>
      <p className="rq-what">{explanation.text}</p>
    </section>
  )
}

/** What the unit complained of was asked, and whether it has said its piece. */
export function StatementPanel({ inquiry }: Props) {
  const { statement } = inquiry
  if (!statement) return null
  return (
    <section className="panel" aria-labelledby="iq-statement">
      <h2 id="iq-statement" className="section-title">
        {words.statement}
        <small className="muted">{words.statementAsked(statement.askedOn)}</small>
      </h2>
      <p className={statement.takenOn ? '' : 'muted'}>
        {statement.takenOn ? words.statementTaken(statement.takenOn) : words.statementWaits}
      </p>
    </section>
  )
}

/** Who may enter a complaint for a writer: the office's side of `enteringPost`. */
const entersComplaints = ['supervisor', 'operator', 'disclosure_office']

/** Complaints about this case; and a way to enter one for a writer who comes or calls. */
export function ComplaintsPanel({ inquiry }: Props) {
  const me = useMe()
  const mayEnter =
    inquiry.kind !== 'complaint' &&
    inquiry.kind !== 'report' &&
    inquiry.status !== 'void' &&
    me?.posts.some((post) => entersComplaints.includes(post.role))
  if (!mayEnter && inquiry.complaints.length === 0) return null
  return (
    <section className="panel" aria-labelledby="iq-complaints">
      <h2 id="iq-complaints" className="section-title">
        {words.complaints}
      </h2>
      <ul className="rq-lines">
        {inquiry.complaints.map((one) => (
          <li key={one.caseId}>
            <Link to={`/inquiries/${one.caseId}`}>{one.number ?? String(one.caseId)}</Link>{' '}
            <span className="muted">{one.statusLabel}</span>
          </li>
        ))}
      </ul>
      {mayEnter && <Link to={`/inquiries/new?kind=complaint&about=${inquiry.id}`}>{words.complainFor}</Link>}
    </section>
  )
}

/** Who else says nearly the same: what was answered there helps here, and many at once are a matter of their own. */
export function AlikePanel({ inquiry: { alike } }: Props) {
  if (!alike) return null
  return (
    <section className="panel" aria-labelledby="iq-alike">
      <h2 id="iq-alike" className="section-title">
        {words.alike} <small className="muted">{words.alikeTotal(alike.total)}</small>
      </h2>
      <ul className="duplicates iq-alike">
        {alike.items.map((one) => (
          <li key={one.caseId}>
            <Link to={`/inquiries/${one.caseId}`}>{one.code}</Link>
            <StatusMark status={one.status} label={one.statusLabel} />
            <span className="row-sub">
              {dayOf(one.submittedAt)} · {one.unitName}
            </span>
          </li>
        ))}
      </ul>
      {alike.total > alike.items.length && (
        <Link to={`/inquiries?view=all&alike=${alike.alikeId}`}>{words.alikeAll}</Link>
      )}
    </section>
  )
}

/** Cases that this one became or came from, and earlier ones of the same writer or words. */
export function RelatedPanel({ inquiry }: Props) {
  const others = inquiry.links.filter((one) => !inquiry.complaints.some((each) => each.caseId === one.caseId))
  return (
    <section className="panel" aria-labelledby="iq-related">
      {others.length > 0 && (
        <>
          <h2 className="section-title">{words.links}</h2>
          <ul className="duplicates">
            {others.map((one) => (
              <li key={`${one.caseId}-${one.how}`}>
                <Link to={one.kind === 'request' ? `/requests/${one.caseId}` : `/inquiries/${one.caseId}`}>
                  {one.summary}
                </Link>
                <div className="row-sub">
                  {[one.kind === 'request' ? words.request : words.linkHow[one.how], one.number]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 id="iq-related" className="section-title">
        {words.earlier}
      </h2>
      {inquiry.earlier.length > 0 ? (
        <EarlierList items={inquiry.earlier} />
      ) : (
        <p className="muted">{words.earlierNone}</p>
      )}
    </section>
  )
}
