import { sql } from 'kysely'
import type { Connection } from '../../platform/db/connect.ts'
import { type Gate, openStatuses, type Status } from './record.ts'

export const views = ['open', 'published', 'withdrawn', 'all'] as const
export type View = (typeof views)[number]

export const sorts = ['statusAt', 'dueOn', 'publishedAt'] as const
export type Sort = (typeof sorts)[number]

export type ListQuery = {
  view: View
  status?: Status
  unitId?: number
  kind?: string
  columnId?: number
  q?: string
  /** Open and past the day of art 26. */
  overdueOn?: string
  drafterId?: number
  /** Open drafts that a gate sent back. */
  returned?: boolean
  /** Public, in force, with its last day between these, and nothing decided about it. */
  expiring?: { from: string; to: string }
  /** Left out: what one of these people drafted or passed at another gate, so that none of them decides at `gate`. */
  without?: { people: readonly number[]; gate: Gate }
  /** Sent back at its hour by the release checks. */
  bounced?: boolean
  sort: Sort
  page: number
  size: number
}

export type ListRow = {
  recordId: number
  editionId: number
  edition: number
  indexNumber: string | null
  title: string
  unitId: number
  unitName: string
  kind: string
  status: Status
  statusAt: Date
  columnTitle: string | null
  formedOn: string | null
  dueOn: string | null
  dueProvisional: boolean
  publishedAt: Date | null
  publishAt: Date | null
  expiresOn: string | null
  drafterName: string | null
  returned: boolean
}

const inView: Record<View, readonly Status[]> = {
  open: openStatuses,
  published: ['published'],
  withdrawn: ['withdrawn'],
  all: [...openStatuses, 'published', 'withheld', 'withdrawn', 'discarded'],
}

/** `units`: whose records the reader may see, or every unit's. */
const filtered = (db: Connection, query: ListQuery, units: number[] | 'all') => {
  const needle = query.q?.trim().replace(/[\\%_]/g, '\\$&')
  return db
    .selectFrom('edition')
    .where('edition.status', 'in', query.status ? [query.status] : [...inView[query.view]])
    .$if(units !== 'all', (q) => q.where('edition.unit_id', 'in', units === 'all' || !units.length ? [0] : units))
    .$if(query.unitId !== undefined, (q) => q.where('edition.unit_id', '=', query.unitId!))
    .$if(query.kind !== undefined, (q) => q.where('edition.kind', '=', query.kind!))
    .$if(query.columnId !== undefined, (q) => q.where('edition.column_id', '=', query.columnId!))
    .$if(query.drafterId !== undefined, (q) => q.where('edition.drafter_id', '=', query.drafterId!))
    .$if(query.overdueOn !== undefined, (q) =>
      q.where('edition.due_on', '<', query.overdueOn!).where('edition.status', 'in', [...openStatuses]),
    )
    .$if(query.returned !== undefined, (q) => q.where(wasReturned, '=', query.returned!))
    .$if(query.bounced !== undefined, (q) => q.where('edition.bounced_at', query.bounced ? 'is not' : 'is', null))
    .$if(Boolean(query.without?.people.length), (q) => {
      const { people, gate } = query.without!
      return q.where(({ and, or, not, eb, exists, selectFrom }) =>
        and([
          or([eb('edition.drafter_id', 'is', null), eb('edition.drafter_id', 'not in', people)]),
          or([eb('edition.on_behalf_of', 'is', null), eb('edition.on_behalf_of', 'not in', people)]),
          not(
            exists(
              selectFrom('step')
                .select('step.id')
                .whereRef('step.edition_id', '=', 'edition.id')
                .where('step.action', '=', 'approve')
                .where('step.from_status', '<>', gate)
                .where((step) =>
                  step.or([step('step.actor_id', 'in', people), step('step.on_behalf_of', 'in', people)]),
                ),
            ),
          ),
        ]),
      )
    })
    .$if(query.expiring !== undefined, (q) =>
      q
        .where('edition.expires_on', '>=', query.expiring!.from)
        .where('edition.expires_on', '<=', query.expiring!.to)
        .where(undecidedTerm),
    )
    .$if(Boolean(needle), (q) =>
      q.where((eb) =>
        eb.or([
          eb('edition.title', 'ilike', `%${needle}%`),
          eb(
            'edition.record_id',
            'in',
            eb
              .selectFrom('record')
              .select('record.id')
              .where('record.index_number', '=', query.q!.trim().toUpperCase()),
          ),
        ]),
      ),
    )
}

/** Neither repealed nor left to lapse. */
const undecidedTerm = sql<boolean>`not exists (select from repeal r where r.record_id = edition.record_id)
  and 'left_to_lapse' is distinct from (select t.decision from term_decision t where t.record_id = edition.record_id
    order by t.id desc limit 1)`

/** A draft that has been submitted before was sent back. */
const wasReturned = sql<boolean>`(edition.status = 'draft' and edition.submitted_at is not null)`

const order = {
  statusAt: sql`edition.status_at desc, edition.id desc`,
  dueOn: sql`edition.due_on asc nulls last, edition.id`,
  publishedAt: sql`edition.published_at desc nulls last, edition.id desc`,
} as const

/** One page of editions with their total. */
export const listEditions = async (db: Connection, query: ListQuery, units: number[] | 'all') => {
  const rows = await filtered(db, query, units)
    .innerJoin('record', 'record.id', 'edition.record_id')
    .innerJoin('unit', 'unit.id', 'edition.unit_id')
    .leftJoin('site_column', 'site_column.id', 'edition.column_id')
    .leftJoin('person', 'person.id', 'edition.drafter_id')
    .select([
      'edition.record_id as recordId',
      'edition.id as editionId',
      'edition.number as edition',
      'record.index_number as indexNumber',
      'edition.title',
      'edition.unit_id as unitId',
      'unit.short_name as unitName',
      'edition.kind',
      'edition.status',
      'edition.status_at as statusAt',
      'site_column.title as columnTitle',
      'edition.formed_on as formedOn',
      'edition.due_on as dueOn',
      'edition.due_provisional as dueProvisional',
      'edition.published_at as publishedAt',
      'edition.publish_at as publishAt',
      'edition.expires_on as expiresOn',
      'person.name as drafterName',
      wasReturned.as('returned'),
    ])
    .orderBy(order[query.sort])
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute()
  const { total } = await filtered(db, query, units)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { items: rows as ListRow[], total: Number(total) }
}
