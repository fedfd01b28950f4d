import { Button } from 'antd'
import { Link } from 'react-router'
import type { InquiryAction, InquiryDetail, InquiryVocabulary } from '../api/contract.ts'
import { PaperList } from '../casework/paper-list.tsx'
import { portalAddress, useSite } from '../shell/site.ts'
import { Pairs } from './pairs.tsx'
import { detail as words } from './words.zh.ts'

type Props = { inquiry: InquiryDetail; vocabulary: InquiryVocabulary; onChoose: (action: InquiryAction) => void }

/** The door that fits what a text seems to be. */
const doorOf: Record<string, InquiryAction> = { request: 'to_request', petition: 'to_petition', insult: 'void' }

/** What was written or said, and where else it may belong: one click to the right door. */
export function LetterPanel({ inquiry, vocabulary, onChoose }: Props) {
  const { content, about, consent } = inquiry
  const site = useSite()
  const open = inquiry.status !== 'closed' && inquiry.status !== 'void'
  const verbOf = (likeness: string) => inquiry.verbs.find((each) => each.action === doorOf[likeness])
  return (
    <section className="panel" aria-labelledby="iq-letter">
      <h2 id="iq-letter" className="section-title">
        {words.letter}
        <small className="muted">
          {consent === null ? words.consent.unknown : consent ? words.consent.yes : words.consent.no}
        </small>
      </h2>
      {open && inquiry.likeness.length > 0 && (
        <div className="iq-likeness">
          {inquiry.likeness.map((one) => {
            const verb = verbOf(one)
            return (
              <div key={one} className="iq-like">
                <strong>{vocabulary.likenesses[one]}</strong>
                <span>
                  {words.marks[one] && <span className="muted">{words.marks[one]}</span>}
                  {verb?.possible && (
                    <Button
                      size="small"
                      className={verb.allowed ? '' : 'grey'}
                      aria-disabled={!verb.allowed}
                      title={verb.why}
                      onClick={() => verb.allowed && onChoose(verb.action)}
                    >
                      {words.doors[one]}
                    </Button>
                  )}
                </span>
              </div>
            )
          })}
          {inquiry.likeness.some((one) => verbOf(one)?.allowed) && <p className="hint">{words.likenessHint}</p>}
        </div>
      )}
      {content.subject && <p className="iq-subject">{content.subject}</p>}
      <p className="rq-what">{content.text}</p>
      <Pairs
        rows={[
          [
            content.place.startsWith('/') ? words.page : words.place,
            content.place.startsWith('/') ? (
              <a href={portalAddress(site, content.place)} target="_blank" rel="noreferrer">
                {content.place}
              </a>
            ) : (
              content.place
            ),
          ],
          [words.mailbox, inquiry.mailbox],
          [words.source, inquiry.source],
          [words.sourceNumber, inquiry.sourceNumber],
          [
            words.about,
            about?.caseId && <Link to={`/inquiries/${about.caseId}`}>{about.number ?? String(about.caseId)}</Link>,
          ],
          [words.aboutUnit, about?.unitName],
        ]}
      />
      {inquiry.documents.length > 0 && (
        <>
          <h3 className="rq-verb-title">
            {words.documents} <small className="muted">{words.documentsHint}</small>
          </h3>
          <PaperList
            papers={inquiry.documents}
            addressOf={(paper) => `/api/inquiries/${inquiry.id}/documents/${paper.id}`}
          />
        </>
      )}
    </section>
  )
}
