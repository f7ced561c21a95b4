import { HASH_TYPE_NAMES, HASH_TYPES, type HashType, hashTypeOf } from '../../../core/hash-type.ts'
import { MEMBER_STATES, type MemberState } from '../../../core/member-state.ts'
import type { PackedMembers } from './ports.ts'

/** Bytes of one member: id, bank, kind, state (all big-endian), and the hash, filled up with zeros. */
export const MEMBER_BYTES = 44
/** Where each of them stands. */
export const MEMBER_AT = { id: 0, bank: 4, type: 8, state: 10, hash: 12 } as const
const HASH_AT = MEMBER_AT.hash

export interface PackedMember {
  readonly id: number
  readonly bank: number
  readonly type: HashType
  readonly state: MemberState
  /** Of the length that its kind has. */
  readonly hash: Uint8Array
}

/** Reads packed members one by one, or those whose numbers of kind and state `wanted` takes. Throws RangeError when they are cut off, or of a kind or state that is not known. */
export function* unpackMembers(
  { count, bytes }: PackedMembers,
  wanted?: (type: number, state: number) => boolean,
): Generator<PackedMember, void, undefined> {
  if (bytes.length < count * MEMBER_BYTES) throw new RangeError('Packed members are cut off.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Not as the Buffer that it may be, of which a piece takes several times as long to make.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < count * MEMBER_BYTES; at += MEMBER_BYTES) {
    if (wanted?.(view.getUint16(at + 8), view.getUint16(at + 10)) === false) continue
    const type = TYPE_BY_CODE[view.getUint16(at + 8)]
    const state = MEMBER_STATES[view.getUint16(at + 10)]
    if (type === undefined || state === undefined)
      throw new RangeError('A packed member is of a kind or state that this Haechi does not know.')
    yield {
      ...{ id: view.getUint32(at), bank: view.getUint32(at + 4), type, state },
      hash: plain.subarray(at + HASH_AT, at + HASH_AT + HASH_TYPES[type].bytes!),
    }
  }
}

/** Packs members; the store does the same in SQL. */
export function packMembers(members: readonly PackedMember[]): PackedMembers {
  const bytes = new Uint8Array(members.length * MEMBER_BYTES)
  const view = new DataView(bytes.buffer)
  for (const [index, { id, bank, type, state, hash }] of members.entries()) {
    const at = index * MEMBER_BYTES
    view.setUint32(at, id)
    view.setUint32(at + 4, bank)
    view.setUint16(at + 8, HASH_TYPES[type].code)
    view.setUint16(at + 10, MEMBER_STATES.indexOf(state))
    bytes.set(hash, at + HASH_AT)
  }
  return { count: members.length, bytes }
}

const TYPE_BY_CODE: Readonly<Record<number, HashType>> = Object.fromEntries(
  HASH_TYPE_NAMES.filter((name) => HASH_TYPES[name].bytes !== undefined).map((name) => [
    HASH_TYPES[name].code,
    hashTypeOf(HASH_TYPES[name].code)!,
  ]),
)
