import type { Part } from '../../pack/diff/change.ts'
import type { Pack } from '../../pack/pack.ts'
import { type RegistryEntry, registry } from '../../pack/registry.ts'

type Link = RegistryEntry['uses'][number]
const made = new WeakMap<Pack, ReadonlyMap<string, RegistryEntry>>()

/** What a part of a pack uses, and what uses it. */
export function linksOf(pack: Pack, part: Part, name: string): { uses: Link[]; usedBy: Link[] } {
  let all = made.get(pack)
  if (all === undefined) {
    all = new Map(registry(pack).map((one) => [`${one.part} ${one.name}`, one]))
    made.set(pack, all)
  }
  const one = all.get(`${part} ${name}`)
  return { uses: [...(one?.uses ?? [])], usedBy: [...(one?.usedBy ?? [])] }
}
