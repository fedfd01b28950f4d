import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Tag } from 'antd'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { RequestDetail, RequestVocabulary } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { AlikeList } from './alike-list.tsx'
import { requestKey, useRequestChanged } from './queries.ts'
import { archive, detail as words } from './words.zh.ts'

type Props = { request: RequestDetail; vocabulary: RequestVocabulary }

const Pairs = ({ rows }: { rows: [string, React.ReactNode][] }) => (
  <dl className="rq-pairs">
    {rows
      .filter(([, value]) => value)
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)

/** What is asked for, as it was written. */
export function ContentPanel({ request, vocabulary }: Props) {
  const { content } = request
  return (
    <section className="panel" aria-labelledby="rq-content">
      <h2 id="rq-content" className="section-title">
        {words.request}
      </h2>
      {content.asks === 'record_correction' && <Alert className="gap" type="info" title={words.correctionOfRecord} />}
      <p className="rq-what">{content.what}</p>
      <Pairs
        rows={[
          [words.features, content.features],
          [words.form, vocabulary.supplyForms[content.form]],
          [words.way, vocabulary.deliveryWays[content.way]],
        ]}
      />
    </section>
  )
}

/** The answer as it stands: proposed, signed, delivered. */
export function ReplyPanel({ request, vocabulary }: Props) {
  const { reply, delivery } = request
  if (!reply) return null
  const kind = vocabulary.replyKinds.find((one) => one.key === reply.kind)
  const row = kind?.row === 'ground' ? vocabulary.groundRows[reply.grounds[0] ?? ''] : kind?.row
  return (
    <section className="panel" aria-labelledby="rq-reply">
      <h2 id="rq-reply" className="section-title">
        {words.reply}
        <small className="muted">{reply.signedOn ? words.signedOn(reply.signedOn) : words.notSigned}</small>
      </h2>
      <Pairs
        rows={[
          [words.replyKind, kind && `${kind.label}（${kind.law}）`],
          [words.replyGrounds, reply.grounds.map((one) => vocabulary.grounds[one] ?? one).join('；')],
          [words.replyRow, row ? vocabulary.tableRows[row] : words.uncounted],
          [words.replyRemedy, kind && vocabulary.remedyRoutes[kind.remedy]],
          [words.replyReasons, reply.reasons && <span className="rq-what">{reply.reasons}</span>],
          [
            words.replyMaterials,
            reply.materials.map((id) => request.documents.find((one) => one.id === id)?.name ?? '').join('；'),
          ],
          [words.replyWay, reply.way],
          [words.replyAgency, reply.competentAgency],
          [words.replySpecial, reply.specialLaw],
        ]}
      />
      {delivery && (
        <p>
          {words.delivered(vocabulary.deliveryWays[delivery.way] ?? '', delivery.on)} {delivery.tracking}
        </p>
      )}
      {request.convertedTo && (
        <p>
          {words.converted} <Link to={`/record/${request.convertedTo}`}>{words.openRecord}</Link>
        </p>
      )}
      {request.lookedAgain && (
        <p>
          {words.lookedAgain(request.lookedAgain.on, words.results[request.lookedAgain.result] ?? '')}
          {request.lookedAgain.nextOn && `；${words.nextLook(request.lookedAgain.nextOn)}`}
        </p>
      )}
    </section>
  )
}

export function ConsultationsPanel({ request, vocabulary }: Props) {
  if (request.consultations.length === 0) return null
  return (
    <section className="panel" aria-labelledby="rq-consultations">
      <h2 id="rq-consultations" className="section-title">
        {words.consultations}
      </h2>
      <ul className="rq-lines">
        {request.consultations.map((one) => (
          <li key={one.number}>
            <strong>
              {words.consultation(one.number)} {vocabulary.consultations[one.kind]}
              {one.agency && `：${one.agency}`}
            </strong>
            <div className="row-sub">
              {words.issued(one.issuedOn)}
              {one.servedOn && ` · ${words.served(one.servedOn)}`}
            </div>
            <div>
              {one.answeredOn && one.opinion
                ? words.answered(vocabulary.opinions[one.opinion] ?? '', one.answeredOn)
                : one.dueOn
                  ? `${words.opinionDue(one.dueOn)}；${words.silence[one.kind]}`
                  : words.notServed}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function HelpsPanel({ request }: { request: RequestDetail }) {
  if (request.helps.length === 0) return null
  return (
    <section className="panel" aria-labelledby="rq-helps">
      <h2 id="rq-helps" className="section-title">
        {words.helps}
      </h2>
      <ul className="rq-lines">
        {request.helps.map((one) => (
          <li key={one.number}>
            <strong>
              {words.consultation(one.number)} {one.helper}
            </strong>
            <div className="row-sub">{words.helpAsked(one.askedOn)}</div>
            <div>{one.answeredOn ? words.helpAnswered(one.answeredOn) : words.helpUntil(one.until)}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function FeePanel({ request }: { request: RequestDetail }) {
  const { fee } = request
  if (!fee) return null
  return (
    <section className="panel" aria-labelledby="rq-fee">
      <h2 id="rq-fee" className="section-title">
        {words.fee}
      </h2>
      <p>{words.feeLine(words.feeBasis[fee.basis], fee.quantity, fee.yuan)}</p>
      <p className="row-sub">
        {words.feeNotice(fee.noticeOn)}
        {fee.servedOn && ` · ${words.feeServed(fee.servedOn)}`}
      </p>
      <p>{fee.paidOn ? words.feePaid(fee.paidOn, fee.ticket) : fee.dueOn && words.feeDue(fee.dueOn)}</p>
    </section>
  )
}

export function SearchesPanel({ request }: { request: RequestDetail }) {
  if (request.searches.length === 0) return null
  return (
    <section className="panel" aria-labelledby="rq-searches">
      <h2 id="rq-searches" className="section-title">
        {words.searches}
      </h2>
      <ul className="rq-lines">
        {request.searches.map((one, i) => (
          <li key={`${i + 1}`}>
            <strong>{one.place}</strong> <Tag>{one.found ? words.found : words.notFound}</Tag>
            <div className="row-sub">
              {one.on} · {one.words}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** 卷内目录 of an ended case: looked over before it is archived, printed into the file afterwards. */
export function ArchivePanel({ request }: { request: RequestDetail }) {
  const hint = archive.hint[request.status]
  if (!hint) return null
  return (
    <section className="panel" aria-labelledby="rq-archive">
      <h2 id="rq-archive" className="section-title">
        {archive.title}
      </h2>
      <p className="hint">{hint}</p>
      <Link to={`/requests/${request.id}/archive-index`}>{archive.open}</Link>
    </section>
  )
}

/** Cases that were joined, and those that look the same: many asking for the same speaks for proactive disclosure. */
export function RelatedPanel({ request, vocabulary }: Props) {
  const changed = useRequestChanged()
  const link = useMutation({
    mutationFn: (otherId: number) =>
      answer(
        api.POST('/api/requests/{id}/links', {
          params: { path: { id: request.id } },
          body: { otherId, how: request.alike.find((one) => one.caseId === otherId)?.sameContent ? 'same' : 'related' },
        }),
      ),
    onSuccess: changed,
  })
  const reuse = useQuery({
    queryKey: [...requestKey(request.id), 'publication', request.version],
    queryFn: () => answer(api.GET('/api/requests/{id}/publication', { params: { path: { id: request.id } } })),
  })
  const linked = new Set(request.links.map((one) => one.caseId))
  const open = request.alike.filter((one) => !linked.has(one.caseId))
  const mayLink = request.verbs.some((verb) => verb.action === 'note' && verb.allowed)
  return (
    <section className="panel" aria-labelledby="rq-related">
      <h2 id="rq-related" className="section-title">
        {words.related}
      </h2>
      {reuse.data && reuse.data.applicants > 1 && reuse.data.recordId === null && (
        <Alert
          className="gap"
          type={reuse.data.proposed ? 'warning' : 'info'}
          showIcon
          title={words.manyAsk(reuse.data.applicants)}
          description={reuse.data.proposed ? words.manyConvert : words.manyWait}
        />
      )}
      {link.isError && <Alert className="gap" type="error" role="alert" title={sentenceOf(link.error)} />}
      {request.links.length > 0 && (
        <ul className="duplicates">
          {request.links.map((one) => (
            <li key={`${one.caseId}${one.how}`}>
              <Link to={`/requests/${one.caseId}`}>{one.summary}</Link>
              <div className="row-sub">
                <strong>{vocabulary.links[one.how] ?? one.how}</strong> · {one.number} ·{' '}
                {vocabulary.statuses[one.status]}
              </div>
            </li>
          ))}
        </ul>
      )}
      {open.length === 0 && request.links.length === 0 && <p className="muted">{words.alikeNone}</p>}
      {open.length > 0 && (
        <AlikeList
          items={open}
          statuses={vocabulary.statuses}
          extra={(one) =>
            mayLink && (
              <Button
                size="small"
                aria-label={words.linkOf(one.number ?? '')}
                loading={link.isPending && link.variables === one.caseId}
                onClick={() => link.mutate(one.caseId)}
              >
                {words.link}
              </Button>
            )
          }
        />
      )}
    </section>
  )
}
