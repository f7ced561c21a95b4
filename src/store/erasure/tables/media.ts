import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

const HASH = { none: 'a hash of a file that goes with its row' } as const

/** Named by an event of the entity, and by nobody else's; a hold on whom it is about keeps it. */
const ONLY_ITS = `exists (select from haechi.media_uses u where u.media = t.id and u.actor = :ref)
  and not exists (select from haechi.media_uses u where u.media = t.id and u.actor is distinct from :ref)
  and not exists (select from haechi.media_uses u join haechi.holds h on h.entity in (u.target, u.session)
    where u.media = t.id and h.lifted_ms is null)`

/** A file that only the entity's events name goes with all that was made of it; that others name it too is theirs. */
export const MEDIA: readonly ErasedTable[] = [
  {
    table: 'media',
    kind: 'files',
    own: ONLY_ITS,
    goes: true,
    columns: { id: HASH, kind: OURS, format: OURS, sealed_by: OURS },
  },
  { table: 'media_pieces', columns: { media: HASH, content: { none: 'bytes that go with the file' } } },
  { table: 'media_facts', kind: 'facts of files', columns: { media: HASH, version: OURS, facts: 'json' } },
  { table: 'media_senders', columns: { media: HASH, who: STAFF } },
  {
    table: 'media_uses',
    kind: 'uses of files',
    own: 't.actor = :ref',
    goes: true,
    columns: { media: HASH, world: OURS, severity: OURS, actor: 'ref', target: 'ref', session: 'ref' },
  },
]
