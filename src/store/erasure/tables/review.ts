import { type ErasedTable, OURS } from '../erased-table.ts'

/** Jobs by the entity, whatever they are about, and those about it. */
const JOBS = `(select j.id from haechi.jobs j where j.actor in (:ref, :tombstone) or j.target in (:ref, :tombstone) or j.item in (:ref, :tombstone))`

export const REVIEW: readonly ErasedTable[] = [
  {
    table: 'jobs',
    kind: 'jobs',
    own: 't.actor = :ref or t.decision in :decisions',
    columns: {
      ...{ kind: OURS, state: OURS, stage: OURS, queue: OURS, family: OURS, policy: OURS, type: OURS },
      ...{ world: OURS, language: OURS, sample: OURS, outcome: OURS },
      ...{ item: 'ref', actor: 'ref', target: 'ref', session: 'ref' },
      // What is alike in the content was made from it.
      near: 'cleared',
      excluded: { none: 'ids of people who work here' },
    },
  },
  { table: 'job_members', columns: { rule: OURS } },
  {
    table: 'annotations',
    kind: 'annotations',
    own: `t.decision in :decisions or t.item = :ref or t.job in ${JOBS}`,
    columns: {
      ...{ kind: OURS, stage: OURS, world: OURS, language: OURS, policy: OURS, choice: OURS },
      ...{ policies: { none: 'policies of the pack' }, sample: OURS },
      item: 'ref',
      enforcements: { json: ['note', 'why'] },
      spans: { none: 'numbers' },
      regions: { none: 'numbers' },
      note: 'own',
    },
  },
  { table: 'annotation_marks', columns: { mark: OURS } },
  {
    table: 'golden',
    kind: 'golden jobs',
    columns: {
      ...{ policy: OURS, truth: OURS, policies: { none: 'policies of the pack' }, source: 'words' },
      ...{ queue: OURS, family: OURS, type: OURS, world: OURS, language: OURS },
      ...{ item: 'ref', actor: 'ref', target: 'ref', session: 'ref' },
    },
  },
  { table: 'golden_served', columns: {} },
  {
    table: 'reports',
    kind: 'reports',
    own: 't.reporter = :ref or t.target = :ref or t.item = :ref or t.decision in :decisions',
    columns: {
      ...{ reporter: 'ref', item: 'ref', target: 'ref' },
      ...{ world: OURS, reason: OURS, policy: OURS, outcome: OURS },
      ...{ text: 'own', location: 'own', name: 'own', email: 'own' },
    },
  },
  { table: 'effect_cursors', columns: { reader: OURS, system: OURS } },
]
