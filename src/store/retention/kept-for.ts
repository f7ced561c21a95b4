const DAY_MS = 86_400_000

/** Lengths that the live pack says, in ms. */
export interface SaidLengths {
  readonly reports?: number
}

/** How long rows of a table, or some of their columns, are kept. */
export interface KeptFor {
  readonly table: string
  /** SQL over a row, `:before` being the moment that is so long ago, in ms: its time is over. */
  readonly over: string
  readonly days: number
  /** The length that a pack may say instead. */
  readonly said?: keyof SaidLengths
  /** The columns that are emptied then; without: the row goes. */
  readonly emptied?: readonly string[]
  /** Columns with entities: rows that name one under a legal hold stay as they are. */
  readonly refs: readonly string[]
}

/**
 * What the service made of decisions, with the time it is kept. Decisions, contents and effects go by partitions, as
 * the pack says; deliveries, sessions and links by those who make them.
 */
export const KEPT_FOR: readonly KeptFor[] = [
  {
    table: 'reports',
    over: `coalesce(decided_ms, at_ms) < :before and (text is not null or location is not null or name is not null or email is not null)`,
    days: 180,
    said: 'reports',
    emptied: ['text', 'location', 'name', 'email'],
    refs: ['reporter', 'item', 'target'],
  },
  { table: 'reports', over: 'at_ms < :before', days: 1095, refs: ['reporter', 'item', 'target'] },
  {
    table: 'job_members',
    over: `job in (select id from haechi.jobs where state in ('done', 'withdrawn') and closed_ms < :before)`,
    days: 1095,
    refs: [],
  },
  {
    table: 'jobs',
    over: `state in ('done', 'withdrawn') and closed_ms < :before`,
    days: 1095,
    refs: ['item', 'actor', 'target', 'session'],
  },
  {
    table: 'annotations',
    over: 'at_ms < :before and note is not null',
    days: 365,
    emptied: ['note'],
    refs: ['item'],
  },
  {
    table: 'appeals',
    over: 'coalesce(decided_ms, at_ms) < :before and text is not null',
    days: 365,
    emptied: ['text'],
    refs: ['account'],
  },
  { table: 'appeals', over: `state <> 'open' and decided_ms < :before`, days: 1095, refs: ['account'] },
  { table: 'statements', over: 'at_ms < :before', days: 1095, refs: ['account'] },
  {
    table: 'enforcement_causes',
    over: `enforcement in (select id from haechi.enforcements where state <> 'applied' and ended_ms < :before)`,
    days: 1095,
    refs: [],
  },
  {
    table: 'enforcements',
    over: `state <> 'applied' and ended_ms < :before`,
    days: 1095,
    refs: ['target', 'account'],
  },
  { table: 'strikes', over: 'expires_ms < :before', days: 1095, refs: ['account', 'item'] },
  {
    table: 'retroact_effects',
    over: `state <> 0 and run in (select id from haechi.retroacts
      where created_at < to_char(to_timestamp(:before / 1000.0) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS'))`,
    days: 1095,
    refs: [],
  },
  { table: 'queries', over: 'name is null and used_ms < :before', days: 90, refs: [] },
  { table: 'entity_refs', over: 'used_ms < :before', days: 90, refs: ['entity'] },
  // The text goes, and with it whose it was; models that learnt from it are known by the tombstone.
  {
    table: 'lab_rows',
    over: 'made_ms < :before and not erased',
    days: 1095,
    emptied: ['text', 'account'],
    refs: ['account'],
  },
  {
    table: 'lab_rows',
    over: 'made_ms < :before and not exists (select from haechi.dataset_rows p where p.row = t.id)',
    days: 7,
    refs: ['account'],
  },
  {
    table: 'lab_import_rows',
    over: 'import in (select id from haechi.lab_imports where changed_ms < :before)',
    days: 7,
    refs: ['account'],
  },
  {
    table: 'lab_imports',
    over: 'changed_ms < :before and not exists (select from haechi.lab_import_rows r where r.import = t.id)',
    days: 7,
    refs: [],
  },
  // As long as the content of the events that name it; the file goes when no event is left that does.
  { table: 'media_uses', over: 'until_ms < :before', days: 0, refs: ['actor', 'target', 'session'] },
  {
    table: 'media',
    over: 'last_ms < :before and sealed_ms is null and not exists (select from haechi.media_uses u where u.media = t.id)',
    days: 1,
    refs: [],
  },
  { table: 'media', over: 'sealed_ms < :before', days: 1095, refs: [] },
  { table: 'exposure', over: 'last_ms < :before', days: 30, refs: [] },
  { table: 'erasures', over: `state = 'done' and done_ms < :before`, days: 1825, refs: [] },
  { table: 'erasure_places', over: `erasure not in (select id from haechi.erasures)`, days: 0, refs: [] },
  { table: 'history_places', over: 'seen_ms < :before', days: 90, refs: [] },
  {
    table: 'lab_files',
    over: `t.made_ms < :before and not exists (select from haechi.model_files f join haechi.models m on m.id = f.model
      where f.sha256 = t.sha256 and (m.last_good or m.changed_ms >= :before
        or m.state not in ('refused', 'revoked', 'rolled-back', 'retired')))`,
    days: 90,
    refs: [],
  },
  { table: 'lab_would_be', over: 'at_ms < :before', days: 30, refs: [] },
  { table: 'lab_samples', over: 'at_ms < :before', days: 1095, refs: ['account'] },
  { table: 'lab_counts', over: 'day < :before / 86400000', days: 1095, refs: [] },
  {
    table: 'lab_runs',
    over: `state not in ('waiting', 'running') and changed_ms < :before`,
    days: 1095,
    refs: [],
  },
  // What a held decision stood on is evidence with it. The other decisions are long gone, and nothing of them could be looked at again.
  {
    table: 'hash_matches',
    over: 'at_ms < :before and not exists (select from haechi.held_decisions d where d.id = t.decision)',
    days: 1095,
    refs: [],
  },
  { table: 'hash_imports', over: 'changed_ms < :before', days: 365, refs: [] },
  { table: 'catalogue_gone', over: 'gone_ms < :before', days: 7, refs: [] },
  { table: 'holds', over: 'coalesce(lifted_ms, until_ms) < :before', days: 1095, refs: [] },
]

/** The audit log is kept at least three years, which the table itself sees to, and goes after five. */
export const AUDIT_DAYS = 1825

/** What has no end, and why. */
export const KEPT_WITHOUT_END: Readonly<Record<string, string>> = {
  annotations:
    'what models learn from and are measured by; nothing personal is in them after their notes are emptied and their items erased',
  annotation_marks: 'what became of annotations',
  golden: 'questions whose answer is known, until somebody retires them',
  golden_served: 'nobody is asked the same question twice',
  'rulesets, versions, names': 'a decision is explained by the pack that judged it',
  'lab_tasks, datasets, dataset_rows, lab_suspects':
    'what a model learnt from, by hashes: nobody is in them, and a model is explained by its dataset',
  retroacts: 'who applied which rule to the past, and why',
  queries: 'those with a name, until somebody deletes them',
  'protection, own_protection': 'settings of the operator and of people, gone with them',
  'users, api_keys, endpoints': 'until somebody takes them away; audit entries name them',
  subjects: 'the order in which the world is told of an entity; erased with it',
  'models, model_log, model_log_head, model_files':
    'what a model was and did, and by what evidence; no content is in it, and decisions name models',
  'lab_cursor, lab_states': 'one row, and one of each model: numbers alone',
  lab_attempts: 'how often a certify set was asked counts as long as anybody could ask it',
  catalogue:
    'a design is held against copies for as long as its item is listed; it goes with the item, or with its maker',
  'hash_banks, hash_head, hash_members, hash_origins':
    'known hashes, and that they were taken back or are wrong, which holds whatever a feed says later; nothing personal is in them',
  reversed_decisions: 'a decision that was taken back must not come back',
}

export function dayMs(days: number): number {
  return days * DAY_MS
}
