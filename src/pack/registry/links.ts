import type { Part } from '../diff/change.ts'

/** That one part uses another; `how` as a verb: `reads`, `sets`, `is under`. */
export interface Link {
  readonly how: string
  readonly part: Part
  readonly name: string
}

interface Entry {
  readonly part: Part
  readonly name: string
  readonly uses: Link[]
  readonly usedBy: Link[]
}

/** Links between the parts of a pack, each kept at both of its ends, once. */
export class Links {
  private readonly all = new Map<string, Entry>()
  private readonly known = new Set<string>()

  declare(part: Part, name: string): Entry {
    const key = `${part} ${name}`
    let entry = this.all.get(key)
    if (entry === undefined) {
      entry = { part, name, uses: [], usedBy: [] }
      this.all.set(key, entry)
    }
    return entry
  }

  add(from: { readonly part: Part; readonly name: string }, how: string, part: Part, name: string): void {
    const key = `${from.part} ${from.name} ${how} ${part} ${name}`
    if (this.known.has(key)) return
    this.known.add(key)
    this.declare(from.part, from.name).uses.push({ how, part, name })
    this.declare(part, name).usedBy.push({ how, part: from.part, name: from.name })
  }

  entries(compare: (a: Entry, b: Entry) => number): Entry[] {
    return [...this.all.values()].sort(compare)
  }
}
