import type pg from 'pg'

/** Role of the running program in the embedded database. On a database of your own it is the user of DATABASE_URL. */
export const applicationRole = 'gongkai_application'

/** Schema of the job queue, whose tables the queue makes and changes by itself. */
export const queueSchema = 'pgboss'

/**
 * What triggers forbid everybody (`forbid_change`), by table: the one list of what is append-only, read from the
 * database itself, so that a table added tomorrow is on it. Bits of tgtype: 8 delete, 16 update.
 */
const appendOnly = `
  select c.oid, c.relname as name, bool_or(t.tgtype & 16 > 0) as "update", bool_or(t.tgtype & 8 > 0) as "delete"
  from pg_trigger t join pg_proc p on p.oid = t.tgfoid join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
  where p.proname = 'forbid_change' and n.nspname = 'public' group by c.oid, c.relname`

/**
 * Gives the running program's role what it needs and no more: rows in every table, but in what is append-only no change
 * and no removal, and nowhere the right to alter a table, a trigger or a grant. Run by the owner, after migrations.
 */
export const grantApplication = async (owner: pg.ClientBase, role: string): Promise<void> => {
  const to = owner.escapeIdentifier(role)
  await owner.query(`
    grant usage on schema public to ${to};
    grant select, insert, update, delete on all tables in schema public to ${to};
    grant usage, select on all sequences in schema public to ${to};
    revoke insert, update, delete on migration from ${to};`)
  const { rows } = await owner.query<{ name: string; update: boolean; delete: boolean }>(appendOnly)
  for (const table of rows) {
    const rights = [table.update && 'update', table.delete && 'delete'].filter(Boolean).join(', ')
    await owner.query(`revoke ${rights} on ${owner.escapeIdentifier(table.name)} from ${to}`)
  }
  // A queue that another role made cannot be kept up by this one. It holds recurring jobs, which every start sets anew.
  const { rowCount } = await owner.query('select 1 from pg_tables where schemaname = $1 and tableowner <> $2', [
    queueSchema,
    role,
  ])
  if (rowCount) await owner.query(`drop schema ${queueSchema} cascade`)
  await owner.query(`create schema if not exists ${queueSchema}; grant usage, create on schema ${queueSchema} to ${to}`)
}

/** Has the role been given its rights on the tables that are there now? */
export const isGranted = async (owner: pg.ClientBase, role: string): Promise<boolean> => {
  const { rows } = await owner.query<{ granted: boolean }>(
    `select has_schema_privilege($1, $2, 'create') and not exists (select from pg_class
       where relkind = 'r' and relnamespace = 'public'::regnamespace and not has_table_privilege($1, oid, 'select')) as granted
     from pg_namespace where nspname = $2`,
    [role, queueSchema],
  )
  return rows[0]?.granted ?? false
}

/** Append-only tables that this connection could change or empty all the same; [] when it runs as it should. */
export const changeableHistory = async (pool: pg.Pool): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `select name from (${appendOnly}) t where has_table_privilege(t.oid, 'update') and "update"
       or has_table_privilege(t.oid, 'delete') and "delete" order by name`,
  )
  return rows.map((row) => row.name)
}
