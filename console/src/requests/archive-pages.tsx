import { Alert, InputNumber, Spin } from 'antd'
import type { FieldIssue, RequestDetail } from '../api/contract.ts'
import { Field } from '../casework/field.tsx'
import { Failure } from '../shell/notices.tsx'
import { useArchiveIndex } from './queries.ts'
import { archive as words } from './words.zh.ts'

type Pages = { id: string; pages: number | null }
type Props = {
  request: RequestDetail
  data: Record<string, unknown>
  issues: FieldIssue[]
  onChange: (change: Record<string, unknown>) => void
}

/** What an archiving asks: the pages of those pieces that the system cannot count. */
export function ArchivePages({ request, data, issues, onChange }: Props) {
  const { data: index, error } = useArchiveIndex(request.id, request.version)
  if (error) return <Failure error={error} />
  if (!index) return <Spin />
  const given = (data.pieces as Pages[] | undefined) ?? []
  const loose = index.items.filter((piece) => piece.pages === null)
  return (
    <>
      <p>{words.totals(index.items.length, index.pages, index.loose)}</p>
      {loose.length > 0 && <Alert className="gap" type="info" title={words.countHint} />}
      {loose.map((piece) => {
        const at = given.findIndex((one) => one.id === piece.id)
        const fault = issues.find((one) => one.field.endsWith(`pieces.${at}.pages`))?.message
        return (
          <Field
            key={piece.id}
            id={`act-pages-${piece.id}`}
            label={`${piece.serial}. ${words.countOf(piece.title)}`}
            optional
            fault={fault}
          >
            <InputNumber
              id={`act-pages-${piece.id}`}
              status={fault ? 'error' : undefined}
              min={1}
              max={99_999}
              precision={0}
              suffix={words.page}
              value={given[at]?.pages ?? null}
              onChange={(pages) =>
                onChange({ pieces: [...given.filter((one) => one.id !== piece.id), { id: piece.id, pages }] })
              }
            />
          </Field>
        )
      })}
    </>
  )
}
