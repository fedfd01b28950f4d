import { DownloadOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { CasePaper } from '../api/contract.ts'
import { dayOf } from '../shell/dates.ts'
import { papers as words } from './words.zh.ts'

const sizeOf = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

type Props = {
  papers: CasePaper[]
  /** Address of a paper; undefined for who may not open them. */
  addressOf: ((paper: CasePaper) => string) | undefined
  kindOf?: (paper: CasePaper) => string | undefined
  mark?: (paper: CasePaper) => ReactNode
  /** What else can be done with one. */
  acts?: (paper: CasePaper) => ReactNode
}

/** Papers of a case: name, size, day; each opening is written down by the office. */
export function PaperList({ papers, addressOf, kindOf, mark, acts }: Props) {
  return (
    <ul className="rq-papers">
      {papers.map((paper) => (
        <li key={paper.id}>
          <div>
            <span className="rq-paper-name">{paper.kept ? paper.name : words.unnamed}</span> {mark?.(paper)}
            <div className="row-sub">
              {[kindOf?.(paper), paper.kept && sizeOf(paper.size), dayOf(paper.addedAt), !paper.kept && words.gone]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
          {addressOf && paper.kept && (
            <span className="rq-paper-acts">
              {acts?.(paper)}
              <a href={addressOf(paper)} aria-label={words.download(paper.name)}>
                <DownloadOutlined aria-hidden />
              </a>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
