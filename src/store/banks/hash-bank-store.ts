import type pg from 'pg'
import type { HashBankStore } from '../../signals/hash/banks/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import { actOnMember } from './act-on-member.ts'
import { addMember } from './add-member.ts'
import { addBankEntries, beginBankImport, readBankImport } from './bank-imports.ts'
import { readBanks, readCounts, setBank } from './bank-settings.ts'
import { noteMatches } from './note-matches.ts'
import { readExported, readExportedByIds } from './read-exported.ts'
import { readMatches, readMember, readMembers } from './read-members.ts'
import { readChanged, readPacked, readVideos } from './read-packed.ts'

export interface HashBankParts {
  readonly pool: pg.Pool
  readonly partitions: PartitionKeeper
  readonly health: HealthWatch
}

/** Banks of known hashes on Postgres. Rejects with `Unavailable`. */
export function hashBankStore({ pool, partitions, health }: HashBankParts): HashBankStore {
  const kept = <T>(work: () => Promise<T>) => available(health, work)
  return {
    banks: () => kept(() => readBanks(pool)),
    counts: (bank) => kept(() => readCounts(pool, bank)),
    set: (bank, settings, by, nowMs) => kept(() => setBank(pool, bank, settings, by, nowMs)),
    beginImport: (asked, nowMs) => kept(() => beginBankImport(pool, asked, nowMs)),
    import: (id) => kept(() => readBankImport(pool, id)),
    addEntries: (id, from, entries, jobs, nowMs) =>
      kept(() => addBankEntries(pool, partitions, id, from, entries, jobs, nowMs)),
    add: (bank, hash, by, source, nowMs) => kept(() => addMember(pool, bank, hash, by, source, nowMs)),
    act: (asked, nowMs) => kept(() => actOnMember(pool, partitions, asked, nowMs)),
    member: (bank, member) => kept(() => readMember(pool, bank, member)),
    members: (bank, asked) => kept(() => readMembers(pool, bank, asked)),
    matches: (member, limit) => kept(() => readMatches(pool, member, limit)),
    exported: (bank, after, limit) => kept(() => readExported(pool, bank, after, limit)),
    exportedByIds: (bank, prefix, after, limit) =>
      kept(() => readExportedByIds(pool, bank, prefix, after, limit)),
    note: (seen, guard) => kept(() => noteMatches(pool, partitions, seen, guard)),
    async head() {
      const { rows } = await kept(() => pool.query<{ change: string }>('select change from haechi.hash_head'))
      return Number(rows[0]!.change)
    },
    packed: (after, limit) => kept(() => readPacked(pool, after, limit)),
    changed: (after, limit) => kept(() => readChanged(pool, after, limit)),
    videos: (members) => kept(() => readVideos(pool, members)),
  }
}
