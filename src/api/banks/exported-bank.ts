import type { ExportedBank } from '../../signals/hash/banks/exchange/exported-bank.ts'
import type { HashBankStore, MemberUnderId } from '../../signals/hash/banks/ports.ts'

const AT_ONCE = 5000

/** A bank of the store to be written, page by page. */
export function exportedBank(
  store: Pick<HashBankStore, 'exported' | 'exportedByIds'>,
  bank: string,
): ExportedBank {
  return {
    async *members() {
      for (let after = 0; ; ) {
        const page = await store.exported(bank, after, AT_ONCE)
        if (page.length === 0) return
        yield* page
        after = page.at(-1)!.member
      }
    },
    async *underIds(prefix) {
      for (let after: MemberUnderId | undefined; ; ) {
        const page: MemberUnderId[] = await store.exportedByIds(bank, prefix, after, AT_ONCE)
        if (page.length === 0) return
        yield* page
        after = page.at(-1)
      }
    },
  }
}
