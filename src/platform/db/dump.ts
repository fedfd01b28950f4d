import type pg from 'pg'

/**
 * The schema as readable SQL: tables with columns and constraints, indexes, functions and triggers, in a stable order.
 * For people and for the test that db/schema.sql is up to date; databases are made from db/migrations.
 */
export const dumpSchema = async (pool: pg.Pool): Promise<string> => {
  const rows = async <T extends object>(sql: string) => (await pool.query<T>(sql)).rows
  const ours = `n.nspname = 'public'`
  const columns = await rows<{ table: string; line: string }>(`
    select c.relname as table, '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attidentity <> '' then ' generated always as identity' else '' end
      || case when a.attnotnull and a.attidentity = '' then ' not null' else '' end
      || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${ours} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`)
  const constraints = await rows<{ table: string; line: string }>(`
    select c.relname as table, '  constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype <> 'n' order by c.relname, k.contype desc, k.conname`)
  const indexes = await rows<{ line: string }>(`
    select replace(pg_get_indexdef(i.indexrelid), 'public.', '') || ';' as line
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
      join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
    order by c.relname, x.relname`)
  const functions = await rows<{ line: string }>(`
    select replace(pg_get_functiondef(p.oid), 'public.', '') || ';' as line from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
    where ${ours} and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by p.proname`)
  const triggers = await rows<{ line: string }>(`
    select replace(pg_get_triggerdef(t.oid), 'public.', '') || ';' as line
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not t.tgisinternal order by c.relname, t.tgname`)

  const tables = [...new Set(columns.map((row) => row.table))].map((table) => {
    const lines = [...columns, ...constraints].filter((row) => row.table === table).map((row) => row.line)
    return `create table ${table} (\n${lines.join(',\n')}\n);`
  })
  const part = (list: { line: string }[]) => list.map((row) => row.line.trim()).join('\n')
  return `${['-- Made by script/schema from db/migrations; do not edit.', ...tables, part(indexes), part(functions), part(triggers)].join('\n\n')}\n`
}
