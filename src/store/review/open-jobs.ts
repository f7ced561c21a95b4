import type pg from 'pg'
import { idFrom, type JobId, uuidOf } from '../../core/ids.ts'
import type { JobDraft } from '../../review/ports.ts'
import { lines, list } from '../literals.ts'
import { type FoldedDraft, foldDrafts, joins } from './fold-drafts.ts'
import { weightOfRow, weightSql } from './rank-sql.ts'

const COLUMNS = `id, kind, queue, item, family, policy, severity, decision, type, world, actor, target, session, language, near,
    reach, reports, events, mass, report_weight, trusted, blind, probability, sample, created_ms, due_ms, rank, doubles_ms,
    needs, excluded, appeal`

const text = (n: number) => `string_to_array($${n}, E'\\n', '')`
const SENT = `unnest($1::uuid[], ${text(2)}, ${text(3)}, ${text(4)}, string_to_array($5, E'\\n'), string_to_array($6, E'\\n'),
    $7::int2[], $8::uuid[], ${text(9)}, ${text(10)}, ${text(11)}, ${text(12)}, ${text(13)}, ${text(14)}, $15::int8[],
    $16::int4[], $17::int4[], $18::int4[], $19::bool[], $20::float8[], $21::bool[], $22::bool[], $23::float8[], ${text(24)},
    $25::int8[], $26::int8[], $27::float8[], $28::int8[], $29::int2[], ${text(30)}, $31::uuid[])
  as s (${COLUMNS})`

const RANK_OF_SENT = weightSql({
  ...{ severity: 's.severity', reach: 's.reach', weight: 's.report_weight' },
  ...{ mass: 's.mass', trusted: 's.trusted' },
})
const RANK_JOINED = weightSql({
  severity: 'least(j.severity, excluded.severity)',
  reach: 'greatest(j.reach, excluded.reach)',
  weight: '(j.report_weight + excluded.report_weight)',
  mass: '(j.mass or excluded.mass)',
  trusted: '(j.trusted or excluded.trusted)',
})
const GRAVER = 'excluded.severity < j.severity'
const DOUBLES = `case when ${GRAVER} then excluded.doubles_ms else j.doubles_ms end`

const insert = (rank: string) => `insert into haechi.jobs as j (${COLUMNS})
  select ${COLUMNS.replace(/\brank\b/, rank).replace(/\bexcluded\b/, "coalesce(excluded, '{}')::uuid[]")} from ${SENT}`

const OPEN = `${insert('rank')}`

// The gravest that it ever was decides who sees it and where it lies; the index holds one job for an item and a family.
const OPEN_OR_JOIN = `${insert(`${RANK_OF_SENT} * doubles_ms - created_ms`)}
  on conflict (item, family) where kind in ('rule', 'report') and state in ('open', 'settling') do update set
    severity = least(j.severity, excluded.severity),
    policy = case when ${GRAVER} then excluded.policy else j.policy end,
    queue = case when ${GRAVER} then excluded.queue else j.queue end,
    doubles_ms = ${DOUBLES},
    reach = greatest(j.reach, excluded.reach),
    reports = j.reports + excluded.reports,
    report_weight = j.report_weight + excluded.report_weight,
    events = j.events + excluded.events,
    mass = j.mass or excluded.mass,
    trusted = j.trusted or excluded.trusted,
    due_ms = least(j.due_ms, excluded.due_ms),
    rank = ${RANK_JOINED} * (${DOUBLES}) - j.created_ms
  returning id, item, family`

const MEMBERS = `insert into haechi.job_members (job, at_ms, decision, report, rule)
  select * from unnest($1::uuid[], $2::int8[], $3::uuid[], $4::uuid[], ${text(5)})`

/**
 * Opens jobs, or joins them to those under way for the same item and family, within the caller's transaction. Gives the
 * job of each draft, in their order: where it joined, that of the other one.
 */
export async function openJobs(client: pg.ClientBase, drafts: readonly JobDraft[]): Promise<JobId[]> {
  if (drafts.length === 0) return []
  const folded = foldDrafts(drafts)
  const apart = folded.filter(({ draft }) => !joins(draft))
  if (apart.length > 0) await client.query({ name: 'open-jobs', text: OPEN, values: valuesOf(apart) })
  const joining = folded.filter(({ draft }) => joins(draft))
  const opened = new Map<string, string>()
  if (joining.length > 0) {
    const { rows } = await client.query<{ id: string; item: string; family: string }>({
      name: 'open-or-join-jobs',
      text: OPEN_OR_JOIN,
      values: valuesOf(joining),
    })
    for (const { id, item, family } of rows) opened.set(`${item}\n${family}`, idFrom('job', id))
  }
  const jobs = drafts.map((draft) =>
    joins(draft) ? (opened.get(`${draft.item}\n${draft.family}`) as JobId) : draft.id,
  )
  const members = drafts.flatMap((draft, i) =>
    draft.decision === undefined && draft.report === undefined ? [] : [{ draft, job: jobs[i]! }],
  )
  if (members.length > 0)
    await client.query({
      name: 'add-members',
      text: MEMBERS,
      values: [
        list(members, ({ job }) => uuidOf(job)),
        list(members, ({ draft }) => draft.createdMs),
        list(members, ({ draft }) => uuid(draft.decision)),
        list(members, ({ draft }) => uuid(draft.report)),
        lines(members, ({ draft }) => draft.rule ?? ''),
      ],
    })
  return jobs
}

function valuesOf(rows: readonly FoldedDraft[]): string[] {
  return [
    list(rows, ({ draft }) => uuidOf(draft.id)),
    lines(rows, ({ draft }) => draft.kind),
    lines(rows, ({ draft }) => draft.queue),
    lines(rows, ({ draft }) => draft.item),
    lines(rows, ({ draft }) => draft.family),
    lines(rows, ({ draft }) => draft.policy),
    list(rows, ({ draft }) => draft.severity.slice(1)),
    list(rows, ({ draft }) => uuid(draft.decision)),
    lines(rows, ({ draft }) => draft.type ?? ''),
    lines(rows, ({ draft }) => draft.world),
    lines(rows, ({ draft }) => draft.actor ?? ''),
    lines(rows, ({ draft }) => draft.target ?? ''),
    lines(rows, ({ draft }) => draft.session ?? ''),
    lines(rows, ({ draft }) => draft.language ?? ''),
    list(rows, ({ draft }) => (draft.near === undefined ? 'null' : String(draft.near))),
    list(rows, ({ draft }) => draft.reach),
    list(rows, ({ draft }) => draft.reports),
    list(rows, ({ events }) => events),
    list(rows, ({ draft }) => bool(draft.mass)),
    list(rows, ({ draft }) => draft.reportWeight ?? 0),
    list(rows, ({ draft }) => bool(draft.trusted ?? false)),
    list(rows, ({ draft }) => bool(draft.blind)),
    list(rows, ({ draft }) => draft.probability),
    lines(rows, ({ draft }) => draft.sample ?? ''),
    list(rows, ({ draft }) => draft.createdMs),
    list(rows, ({ draft }) => draft.dueMs),
    list(rows, ({ draft }) => draft.rank),
    list(rows, ({ draft }) => draft.doublesMs ?? 21_600_000),
    list(rows, ({ draft }) => draft.needs),
    lines(rows, ({ draft }) =>
      draft.excluded.length === 0 ? '' : `{${draft.excluded.map(uuidOf).join(',')}}`,
    ),
    list(rows, ({ draft }) => uuid(draft.appeal)),
  ]
}

function uuid(id: string | undefined): string {
  return id === undefined ? 'null' : uuidOf(id)
}

function bool(value: boolean): string {
  return value ? 't' : 'f'
}

/** What a row's rank is, for those that change a row. */
export const RANK_OF_ROW = `${weightOfRow('j')} * j.doubles_ms - j.created_ms`
