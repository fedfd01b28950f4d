import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Spin } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { RequestDetail } from '../api/contract.ts'
import { Failure } from '../shell/notices.tsx'
import { detail as words } from './words.zh.ts'

type Letter = RequestDetail['letters'][number]

/** What went out and what waits for its signature; read here, or taken as PDF and Word. */
export function LettersPanel({ request }: { request: RequestDetail }) {
  const [open, setOpen] = useState<Letter | null>(null)
  return (
    <section className="panel" aria-labelledby="rq-letters">
      <h2 id="rq-letters" className="section-title">
        {words.letters}
      </h2>
      {request.letters.length === 0 && <p className="muted">{words.lettersEmpty}</p>}
      <ul className="rq-papers">
        {request.letters.map((letter) => (
          <li key={letter.id}>
            <div>
              <span className="rq-paper-name">{letter.title}</span>
              <div className="row-sub">
                {letter.number ?? words.draftLetter}
                {letter.issuedOn && ` · ${letter.issuedOn}`}
              </div>
            </div>
            {request.mayUnmask && (
              <span className="rq-paper-acts">
                <Button size="small" onClick={() => setOpen(letter)} aria-label={words.readOf(letter.title)}>
                  {words.read}
                </Button>
                {(['pdf', 'docx'] as const).map((form) => (
                  <a
                    key={form}
                    href={`/api/requests/${request.id}/letters/${letter.id}/${form}`}
                    aria-label={`${form === 'pdf' ? 'PDF' : 'Word'} ${words.download(letter.title)}`}
                  >
                    {form === 'pdf' ? 'PDF' : 'Word'}
                  </a>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <Modal open title={open.title} footer={null} width={760} onCancel={() => setOpen(null)}>
          <LetterText requestId={request.id} letter={open} />
        </Modal>
      )}
    </section>
  )
}

function LetterText({ requestId, letter }: { requestId: number; letter: Letter }) {
  const { data, error } = useQuery({
    queryKey: ['requests', 'letter', letter.id, letter.number],
    queryFn: () =>
      answer(
        api.GET('/api/requests/{id}/letters/{letter}', { params: { path: { id: requestId, letter: letter.id } } }),
      ),
  })
  if (error) return <Failure error={error} />
  if (!data) return <Spin />
  // The office cleans every letter when it is written.
  return <div className="document document-body rq-letter-text" dangerouslySetInnerHTML={{ __html: data.html }} />
}
