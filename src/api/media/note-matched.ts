import type { Entry } from '../../engine/ports.ts'
import type { Pack } from '../../pack/pack.ts'
import { SIGNAL_KINDS } from '../../signals/kinds.ts'
import type { MediaHost } from '../../signals/media/media-host.ts'
import type { KeptHashBanks } from '../banks/kept-hash-banks.ts'
import { mediaNamed } from './media-named.ts'

/** Facts that are not at hand after a decision come too late. */
const SOON_MS = 1000

/** Tells the banks which files were held against them by a decision, and what they matched: see `KeptHashBanks.note`. */
export async function noteMatched(
  banks: Pick<KeptHashBanks, 'note' | 'match' | 'inUse'>,
  host: Pick<MediaHost, 'facts'>,
  pack: Pack,
  { decision, event }: Pick<Entry, 'decision' | 'event'>,
): Promise<void> {
  for (const { feature, id } of mediaNamed(pack, event)) {
    const names = banksAsked(pack, event.type, feature)
    // What was judged is at hand; what could not be looked at was held against nothing.
    const facts =
      names.length === 0
        ? undefined
        : await host.facts(id, AbortSignal.timeout(SOON_MS)).catch(() => undefined)
    if (facts === undefined) continue
    const matches = names.flatMap((name) => {
      const bank = banks.inUse(name)
      return bank === undefined ? [] : banks.match(facts, [name], bank)
    })
    banks.note({ media: id, decision: decision.decision, sender: decision.actor, banks: names, matches })
  }
}

/** The banks that signals on a feature are held against. */
function banksAsked({ eventTypes, signals }: Pack, type: string, feature: string): string[] {
  const names = new Set<string>()
  for (const { signal, of } of eventTypes.get(type)?.slots ?? []) {
    const spec = of === feature ? signals.get(signal) : undefined
    const kind = spec && SIGNAL_KINDS.find((one) => one.kind === spec.kind)
    for (const bank of kind?.hashBanks?.(spec!.options) ?? []) names.add(bank)
  }
  return [...names]
}
