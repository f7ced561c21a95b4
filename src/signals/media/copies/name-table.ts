/** Pictures of items by a number of their own: whose each is, and what it is called. */
export interface NameTable {
  readonly bytes: number
  /** Gives the number of a new picture of an item. */
  add(owner: number, name: string): number
  /** The numbers of an item's pictures. */
  of(owner: number): readonly number[]
  drop(owner: number): void
  owner(picture: number): number
  name(picture: number): string
}

/** Names are few (`texture.0`), so each is held once. Numbers are used again after a drop. */
export function createNameTable(): NameTable {
  const names: string[] = []
  const nameNumbers = new Map<string, number>()
  /** The latest picture of an item; of each picture, the one before it. */
  const latest = new Map<number, number>()
  let before = new Int32Array(64)
  let owners = new Uint32Array(64)
  let called = new Uint32Array(64)
  const free: number[] = []
  let count = 0

  function grow(): void {
    const room = owners.length * 2
    const [b, o, c] = [before, owners, called]
    before = new Int32Array(room)
    owners = new Uint32Array(room)
    called = new Uint32Array(room)
    before.set(b)
    owners.set(o)
    called.set(c)
  }

  function of(owner: number): number[] {
    const out: number[] = []
    for (let at = latest.get(owner) ?? -1; at >= 0; at = before[at]!) out.push(at)
    return out
  }

  return {
    get bytes() {
      return before.byteLength + owners.byteLength + called.byteLength
    },
    of,
    add(owner, name) {
      const picture = free.pop() ?? count++
      if (picture >= owners.length) grow()
      const known = nameNumbers.get(name) ?? names.push(name) - 1
      nameNumbers.set(name, known)
      owners[picture] = owner
      called[picture] = known
      before[picture] = latest.get(owner) ?? -1
      latest.set(owner, picture)
      return picture
    },
    drop(owner) {
      free.push(...of(owner))
      latest.delete(owner)
    },
    owner: (picture) => owners[picture]!,
    name: (picture) => names[called[picture]!]!,
  }
}
