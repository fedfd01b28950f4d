import { Link } from 'react-router'
import type { KnowledgeImport } from '../api/contract.ts'
import { Page } from '../shell/page.tsx'
import { TableImport } from '../shell/table-import.tsx'
import { importing as words } from './words.zh.ts'

/** Questions and answers from a table, as drafts. */
export default function KnowledgeImportPage() {
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <a href="/api/knowledge/imports/template" download>
            {words.template}
          </a>
          <Link to="/knowledge">{words.back}</Link>
        </>
      }
    >
      <TableImport<KnowledgeImport> path="/api/knowledge/imports" queryKey={['knowledge']} />
    </Page>
  )
}
