import type { EntityRef } from '../../../core/entity.ts'
import type { KeptItem } from './ports.ts'

/** What is told of an item that was found. */
export interface ItemLine {
  readonly item: EntityRef
  readonly media: string
  readonly maker: EntityRef | undefined
  readonly seenMs: number
}

/** Items by number, held tightly: a million of them take some 250 MB. */
export interface ItemTable {
  readonly size: number
  /** Without the names of items and makers. */
  readonly bytes: number
  has(number: number): boolean
  add(item: KeptItem, views: Uint8Array): void
  remove(number: number): void
  /** Throws where there is none. */
  get(number: number): ItemLine
  /** What `get` tells, one by one and without making anything. */
  item(number: number): EntityRef
  maker(number: number): EntityRef | undefined
  /** 32 bytes each; empty where there are none. */
  views(number: number): Uint8Array
}

const VIEW_BYTES = 128
const MEDIA_BYTES = 32
const PREFIX = 'sha256:'

export function createItemTable(): ItemTable {
  const places = new Map<number, number>()
  const makers: EntityRef[] = []
  const makerNumbers = new Map<EntityRef, number>()
  const free: number[] = []
  const items: (EntityRef | undefined)[] = []
  let room = 64
  let views = new Uint8Array(room * VIEW_BYTES)
  let media = new Uint8Array(room * MEDIA_BYTES)
  let seen = new Float64Array(room)
  /** 0: not known; else one more than the maker's number. */
  let maker = new Uint32Array(room)
  let viewed = new Uint8Array(room)

  function grow(): void {
    room *= 2
    const larger = <T extends Uint8Array | Uint32Array | Float64Array>(next: T, old: T): T => {
      next.set(old)
      return next
    }
    views = larger(new Uint8Array(room * VIEW_BYTES), views)
    media = larger(new Uint8Array(room * MEDIA_BYTES), media)
    seen = larger(new Float64Array(room), seen)
    maker = larger(new Uint32Array(room), maker)
    viewed = larger(new Uint8Array(room), viewed)
  }

  function numberOf(name: EntityRef | undefined): number {
    if (name === undefined) return 0
    const known = makerNumbers.get(name) ?? makers.push(name)
    makerNumbers.set(name, known)
    return known
  }

  const placeOf = (number: number): number => {
    const place = places.get(number)
    if (place === undefined) throw new RangeError(`No item has the number ${number}; ask \`has\` first.`)
    return place
  }

  const makerAt = (place: number): EntityRef | undefined =>
    maker[place] === 0 ? undefined : makers[maker[place]! - 1]

  return {
    get size() {
      return places.size
    },
    get bytes() {
      return views.byteLength + media.byteLength + seen.byteLength + maker.byteLength + viewed.byteLength
    },
    has: (number) => places.has(number),
    add(item, own) {
      const place = places.get(item.number) ?? free.pop() ?? items.length
      if (place >= room) grow()
      places.set(item.number, place)
      items[place] = item.item
      media.set(Buffer.from(item.media.slice(PREFIX.length), 'hex'), place * MEDIA_BYTES)
      seen[place] = item.seenMs
      maker[place] = numberOf(item.maker)
      viewed[place] = own.length === VIEW_BYTES ? 1 : 0
      if (own.length === VIEW_BYTES) views.set(own, place * VIEW_BYTES)
    },
    remove(number) {
      const place = places.get(number)
      if (place === undefined) return
      places.delete(number)
      items[place] = undefined
      free.push(place)
    },
    get(number) {
      const place = placeOf(number)
      const digest = media.subarray(place * MEDIA_BYTES, (place + 1) * MEDIA_BYTES)
      return {
        item: items[place]!,
        media: PREFIX + Buffer.from(digest).toString('hex'),
        maker: makerAt(place),
        seenMs: seen[place]!,
      }
    },
    item: (number) => items[placeOf(number)]!,
    maker: (number) => makerAt(placeOf(number)),
    views(number) {
      const place = placeOf(number)
      return viewed[place] === 1
        ? views.subarray(place * VIEW_BYTES, (place + 1) * VIEW_BYTES)
        : new Uint8Array(0)
    },
  }
}
