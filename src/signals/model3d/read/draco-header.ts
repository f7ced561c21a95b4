import { Fault } from '../finding.ts'

const MAGIC = [0x44, 0x52, 0x41, 0x43, 0x4f] // DRACO
const MESH = 1
const METADATA = 0x8000

/**
 * How many points and faces a Draco mesh claims, read from its own header, so that a lie is refused before the decoder
 * takes memory for it. Throws Fault. Layout: the Draco bitstream specification, version 2.2, "Header" and
 * "Connectivity".
 */
export function dracoHeader(bytes: Uint8Array, at: string): { points: number; faces: number } {
  const broken = (says: string) => new Fault('draco-broken', at, says)
  if (bytes.length < 14 || MAGIC.some((byte, i) => bytes[i] !== byte)) throw broken('This is not Draco.')
  const version = bytes[5]! * 256 + bytes[6]!
  if (version !== 0x0202) throw broken('Only Draco bitstreams of version 2.2 are read.')
  if (bytes[7] !== MESH) throw broken('The Draco data is not a mesh.')
  const edgebreaker = bytes[8] === 1
  if (((bytes[9]! | (bytes[10]! << 8)) & METADATA) !== 0) throw broken('Draco metadata is not read.')

  let next = edgebreaker ? 12 : 11 // behind the kind of traversal
  function varint(): number {
    let value = 0
    for (let shift = 0; shift < 5; shift++) {
      const byte = bytes[next++]
      if (byte === undefined) throw broken('The Draco data ends within its header.')
      value += (byte & 0x7f) * 2 ** (7 * shift)
      if (byte < 0x80) return value
    }
    throw broken('A count in the Draco header is too long.')
  }
  const first = varint()
  const second = varint()
  return edgebreaker ? { points: first, faces: second } : { points: second, faces: first }
}
