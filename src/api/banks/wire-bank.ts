import type { BankCounts, BankImport, BankRecord, MemberRecord } from '../../signals/hash/banks/ports.ts'
import type { HashBankSpec } from '../../signals/media/hash-bank-spec.ts'
import type { BankImportReply, BankMemberReply, BankReply } from '../contract/banks.ts'

/** A bank as the API shows it: what the pack says, what was set, and counts. */
export function wireBank(
  name: string,
  spec: HashBankSpec | undefined,
  record: BankRecord | undefined,
  { states, types }: BankCounts,
): BankReply {
  return {
    ...{ name, declared: spec !== undefined, policy: spec?.policy ?? null, severity: spec?.severity ?? null },
    ...{ negative: spec?.negative ?? false, sealed: spec?.sealed ?? false },
    enabled: spec !== undefined && (record?.enabled ?? spec.enabled),
    share: record?.share ?? spec?.share ?? 0,
    set: { enabled: record?.enabled ?? null, share: record?.share ?? null },
    ...{ distance: spec?.distance ?? null, quality: spec?.quality ?? null },
    video: spec?.video ?? null,
    members: Object.values(states).reduce((sum, count) => sum + count, 0) - states.withdrawn,
    ...{ states, types, files: record?.files ?? 0, matched: record?.matched ?? 0 },
  }
}

/** A member as the API shows it: without its hash. */
export function wireMember({ madeMs, changedMs, ...member }: MemberRecord): BankMemberReply {
  return {
    ...member,
    ...{ ids: [...member.ids], tags: [...member.tags] },
    ...{ decidedBy: member.decidedBy ?? null, questionedBy: member.questionedBy ?? null },
    ...{ why: member.why ?? null },
    ...{ madeAt: new Date(madeMs).toISOString(), changedAt: new Date(changedMs).toISOString() },
  }
}

export function wireBankImport({
  id,
  bank,
  total,
  received,
  added,
  changed,
  withdrawn,
}: BankImport): BankImportReply {
  return { id, bank, entries: total, received, added, changed, withdrawn }
}
