/** A million requests as rows, made by the database itself. `plan` holds one line for each; all else follows from it. */

export const wholeUnits = 300
/** Days that the ended ones are spread over, and the open ones. */
const [years, openDays] = [8, 34]

/** As many units as a large county has; those of the demo county are the first. */
export const moreUnits = `
  insert into unit (code, name, short_name, kind, parent_id, position, organisation_code, disclosure_office)
  select 'bench-' || n, '第' || n || '测试单位', '测' || n, 'subordinate', (select min(id) from unit), 1000 + n,
    'T' || lpad(n::text, 7, '0') || '0', (select disclosure_office from unit order by id limit 1)
  from generate_series(1, ${wholeUnits} - (select count(*)::int from unit)) n`

/** A fifth of all stand in ten units, czj the first of them; one in 500 is by the same applicant, one in 200 the same words. */
export const plan = (all: number, open: number) => `
  create unlogged table bench_plan as
  with units as (select id, row_number() over (order by code <> 'czj', id) - 1 as rank from unit),
  dice as (
    select i, i > ${all - open} as open,
      case when i <= ${all - open}
        then current_date - 45 - ((${all - open} - i)::bigint * ${years * 365} / ${all - open})::int
        else current_date - ((${all} - i)::bigint * ${openDays} / ${open})::int end as submitted,
      (hashint4(i) & 1023) as a, (hashint4(i * 7 + 1) & 1023) as b, (hashint4(i * 11 + 3) & 1023) as c,
      (hashint4(i * 13 + 5) & 8388607) as d
    from generate_series(1, ${all}) i)
  select dice.i, (select coalesce(max(id), 0) from case_file) + dice.i as id, units.id as unit_id, submitted,
    case when b < 10 then 'void' when open and b < 100 then 'submitted' when open and b < 200 then 'sign_off'
      when open then 'handling' when submitted < current_date - 400 then 'archived' else 'closed' end as status,
    case when a < 600 or b < 100 then 'portal' when a < 800 then 'counter' else 'signed_post' end as channel,
    case when c < 880 then 'natural_person' when c < 950 then 'enterprise' when c < 960 then 'research'
      when c < 980 then 'public_benefit' when c < 1000 then 'legal_service' else 'other_organisation' end as party,
    case when d % 100 < 45 then 'r1' when d % 100 < 70 then 'r4.1' when d % 100 < 78 then 'r2'
      when d % 100 < 84 then 'r3.4' when d % 100 < 90 then 'r5.1' else 'r5.2' end as result,
    submitted + (a % 3) as received, submitted + (a % 3) + 5 + (d % 24) as answered, d,
    dice.i % 500 = 0 as same_applicant, dice.i % 200 = 0 as same_words, d % 200 = 0 as correction
  from dice join units on units.rank = case when dice.i % 5 = 0 or dice.i % 500 = 0
    then case when dice.i % 500 = 0 then 0 else dice.d % 10 end else 10 + dice.d % ${wholeUnits - 10} end`

const words = `(array['渠道','堤防','水库','泵站','灌区','宅基地','征地补偿','低保','学区划分','公交线路','物业收费','排污许可','拆迁安置','规划许可'])`
const things = `(array['批准文件','会议纪要','资金使用明细','招标公告','评估报告','公示材料','花名册','检查记录','监测数据','合同'])`

/** One part of each table, for plan lines from..to. */
export const parts: Record<
  string,
  (from: number, to: number, filler: { applicant: number; content: number }) => string
> = {
  cases: (from, to) => `
    insert into case_file (id, kind, unit_id, number, code, status, owner_id, summary, party, submitted_at, received_on,
      clock, due_on, closed_on, outcome, counted, version, status_at) overriding system value
    select p.id, 'request', p.unit_id,
      u.short_name || '依申请〔' || extract(year from submitted) || '〕' || p.i || '号',
      to_char(submitted, 'YYYYMMDD') || '-' || upper(lpad(to_hex(p.i), 8, '0')), p.status, owner.id,
      '申请公开' || (extract(year from submitted) - p.d % 5) || '年' || ${words}[1 + p.d % 14] || '第' || p.d % 997 || '号' ||
        ${things}[1 + p.d % 10] || '及相关附件', p.party, submitted + time '09:00',
      case when p.status in ('void', 'submitted') then null else received end,
      case when p.status in ('handling', 'sign_off') then 'running' when p.status = 'submitted' then 'idle' else 'stopped' end,
      case when p.status in ('void', 'submitted') then null else received + 28 end,
      case when p.status in ('closed', 'archived') then answered when p.status = 'void' then submitted + 1 end,
      case when p.status = 'void' then 'void' when p.status not in ('closed', 'archived') then null
        when p.correction then 'uncounted' else p.result end, not p.correction and p.status <> 'void',
      (case when p.channel = 'portal' and p.status not in ('submitted', 'void') then 1 else 0 end) +
        case p.status when 'submitted' then 1 when 'void' then 2 when 'handling' then 2 when 'sign_off' then 4
        when 'closed' then 6 else 7 end, submitted + time '10:00'
    from bench_plan p join unit u on u.id = p.unit_id
    left join lateral (select person_id as id from post where post.unit_id = p.unit_id and role = 'clerk' limit 1) owner on true
    where p.i between ${from} and ${to}`,
  requests: (from, to, filler) => `
    insert into request (case_id, asks, channel, applicant_sealed, applicant_masked, applicant_key, content_key, content_sealed)
    select id, case when correction then 'record_correction' else 'information' end, channel,
      left(repeat(md5(i::text), 99), ${filler.applicant}), case when party = 'natural_person' then '王**' else '某某公司' end,
      case when same_applicant then md5('same') else md5('a' || d % 300000) end,
      case when same_words then md5('words') else md5('c' || i) end, left(repeat(md5('b' || i), 99), ${filler.content})
    from bench_plan where i between ${from} and ${to}`,
  events: (from, to) => `
    insert into case_event (case_id, seq, at, happened_on, action, from_status, to_status, actor_id, role, data)
    select p.id, row_number() over (partition by p.id order by e.step), e.day + time '09:30', e.day, e.action, e.before,
      e.after, case when e.role = 'applicant' then null else (select min(id) from person) end, e.role, e.data
    from bench_plan p,
    lateral (select case when p.channel = 'portal' then 'submitted' else 'handling' end as first,
      p.status not in ('submitted', 'void') as taken, p.status in ('sign_off', 'closed', 'archived') as proposed,
      p.status in ('closed', 'archived') as ended) is_,
    lateral (values
      (1, true, submitted, 'register', null, first,
        case when p.channel = 'portal' then 'applicant' else 'clerk' end,
        jsonb_build_object('channel', p.channel, 'reachedOn', submitted)),
      (2, p.status = 'void', submitted + 1, 'void', 'submitted', 'void', 'clerk', '{}'),
      (3, taken and p.channel = 'portal', received, 'confirm', 'submitted', 'handling', 'clerk',
        jsonb_build_object('on', received, 'how', 'phone')),
      (4, taken, received + 1, 'log_search', 'handling', 'handling', 'clerk', jsonb_build_object('on', received + 1,
        'place', '档案室', 'words', '渠道', 'found', true)),
      (5, proposed, received + 3, 'propose', 'handling', 'review', 'clerk', jsonb_build_object('reply', jsonb_build_object(
        'kind', case p.result when 'r1' then 'granted' when 'r4.1' then 'not_existing' when 'r2' then 'partial'
          when 'r3.4' then 'refused' when 'r5.1' then 'petition' else 'repeated' end,
        'grounds', case when p.result in ('r2', 'r3.4') then '["EX15"]'::jsonb else '[]' end, 'reasons', '经查。', 'materials',
        '[]'::jsonb, 'way', '', 'competentAgency', '', 'specialLaw', '', 'earlierCaseId', null, 'overridden', '[]'::jsonb,
        'overrideReason', ''))),
      (6, proposed, received + 4, 'approve', 'review', 'sign_off', 'section_head', '{}'),
      (7, ended, received + 4, 'approve', 'sign_off', 'signed', 'signing_leader', '{}'),
      (8, ended, p.answered, 'deliver', 'signed', 'closed', 'clerk',
        jsonb_build_object('way', 'post', 'on', p.answered, 'tracking', '')),
      (9, p.status = 'archived', p.answered + 30, 'archive', 'closed', 'archived', 'clerk', '{}')
    ) e (step, there, day, action, before, after, role, data)
    where e.there and p.i between ${from} and ${to}`,
}
