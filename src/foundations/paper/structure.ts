/**
 * The logical structure of a PDF (ISO 32000-1, 14.8): what a screen reader reads, in its order, whatever stands where on
 * the page (GB/T 37668-2019 asks that what is published can be perceived by everybody).
 */
export type Role =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'H5'
  | 'H6'
  | 'P'
  | 'BlockQuote'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'

export type Part = {
  role: Role
  parts: Part[]
  /** What stands for a picture. */
  alt?: string
  /** What is read for a sign that is drawn. */
  actual?: string
  /** As ISO 32000-1, 14.8.5 names them; `O` is who defines them. */
  attributes?: Record<string, string | number>
}

/** A new last part of `under`. */
export const partOf = (under: Part, role: Role, more: Omit<Part, 'role' | 'parts'> = {}): Part => {
  const part: Part = { role, parts: [], ...more }
  under.parts.push(part)
  return part
}

/** What a cell of a table is: a head cell says of what, merged cells over how many. */
export const cellOf = (row: Part, { scope, colspan = 1, rowspan = 1 }: CellFacts): Part =>
  partOf(row, scope ? 'TH' : 'TD', {
    ...(scope || colspan > 1 || rowspan > 1
      ? {
          attributes: {
            O: 'Table',
            ...(scope ? { Scope: scope } : {}),
            ...(colspan > 1 ? { ColSpan: colspan } : {}),
            ...(rowspan > 1 ? { RowSpan: rowspan } : {}),
          },
        }
      : {}),
  })
type CellFacts = { scope?: 'Column' | 'Row' | undefined; colspan?: number; rowspan?: number }
