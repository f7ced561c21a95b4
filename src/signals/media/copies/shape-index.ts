import { codeDistance, shapeDistance } from './shape-code.ts'
import { SIGNATURE_LENGTH } from './shape-signature.ts'
import { shapeTable } from './shape-table.ts'

export interface ShapeMatch {
  readonly id: number
  /** Between the signatures. */
  readonly distance: number
}

/** Shapes by id, and which of them are near another: exact. */
export interface ShapeIndex {
  readonly size: number
  /** Memory of the tables. */
  readonly bytes: number
  /** Adds a code under a whole number below 2^32; one that is known under that id is replaced. */
  insert(id: number, code: Uint16Array): void
  remove(id: number): void
  code(id: number): Uint16Array | undefined
  /**
   * All within a distance, the nearest first and then by id, no more than `most`. Past the first 16,384 that were come
   * upon no more are looked for.
   */
  near(code: Uint16Array, distance: number, most: number): ShapeMatch[]
  /** Puts what was added into the table; done by `near` when there is much of it. About 1 s a million. */
  compact(): void
}

/** So many may be added before a query puts them into the table. */
const PENDING = 32_768
const MOST_FOUND = 16_384
const N = SIGNATURE_LENGTH

export function createShapeIndex(): ShapeIndex {
  let table = shapeTable(new Uint32Array(0), new Uint16Array(0))
  let codes = new Uint16Array(64 * N)
  let ids = new Uint32Array(64)
  let count = 0
  let places = new Map<number, number>()

  function grow(): void {
    const [oldCodes, oldIds] = [codes, ids]
    codes = new Uint16Array(oldCodes.length * 2)
    codes.set(oldCodes)
    ids = new Uint32Array(oldIds.length * 2)
    ids.set(oldIds)
  }

  const codeAt = (place: number): Uint16Array => codes.subarray(place * N, place * N + N)

  function compact(): void {
    if (count === 0) return
    const all = new Uint32Array(table.size + places.size)
    const rows = new Uint16Array(all.length * N)
    let to = 0
    const take = (id: number, code: Uint16Array): void => {
      all[to] = id
      rows.set(code, to++ * N)
    }
    for (const id of table.live()) take(id, table.code(id)!)
    for (const [id, place] of places) take(id, codeAt(place))
    codes = new Uint16Array(64 * N)
    ids = new Uint32Array(64)
    count = 0
    places = new Map()
    table = shapeTable(all, rows)
  }

  return {
    get size() {
      return table.size + places.size
    },
    get bytes() {
      return table.bytes + codes.byteLength + ids.byteLength
    },
    compact,
    insert(id, code) {
      if (code.length !== N)
        throw new RangeError(`A code has ${code.length} numbers; give one of ${N}, as shapeCode makes it.`)
      table.kill(id)
      if (count === ids.length) grow()
      ids[count] = id
      codes.set(code, count * N)
      places.set(id, count++)
    },
    remove(id) {
      if (!places.delete(id)) table.kill(id)
    },
    code(id) {
      const place = places.get(id)
      return place === undefined ? table.code(id) : codeAt(place).slice()
    },
    near(code, distance, most) {
      if (count > PENDING) compact()
      const found: ShapeMatch[] = []
      table.near(code, codeDistance(distance), (id, away) => found.push({ id, distance: away }) < MOST_FOUND)
      for (let place = 0; place < count && found.length < MOST_FOUND; place++) {
        if (places.get(ids[place]!) !== place) continue
        const away = shapeDistance(code, codeAt(place))
        if (away <= distance) found.push({ id: ids[place]!, distance: away })
      }
      return found.sort((a, b) => a.distance - b.distance || a.id - b.id).slice(0, most)
    },
  }
}
