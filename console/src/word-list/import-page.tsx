import { Link } from 'react-router'
import type { WordImport } from '../api/contract.ts'
import { Page } from '../shell/page.tsx'
import { TableImport } from '../shell/table-import.tsx'
import { importWords as words } from './words.zh.ts'

/** The county's own entries from a table. */
export default function WordImportPage() {
  return (
    <Page title={words.title} lead={words.lead} actions={<Link to="/word-list">{words.back}</Link>}>
      <TableImport<WordImport> path="/api/word-list/imports" queryKey={['word-list']} />
    </Page>
  )
}
