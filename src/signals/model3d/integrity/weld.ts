/** Places made to collide would take for ever; beyond this they are taken as different. */
const MOST_PROBES = 256

/**
 * Gives vertices at the same place the same number: seams of texture coordinates are not holes. Numbers are those of
 * the first vertex there, counted over all lists.
 */
export function weld(lists: readonly Float32Array[]): Uint32Array {
  const vertices = lists.reduce((sum, { length }) => sum + length / 3, 0)
  const all = new Float32Array(vertices * 3)
  let at = 0
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) all[at + i] = list[i]! + 0 // -0 is 0
    at += list.length
  }
  const words = new Uint32Array(all.buffer)
  let size = 16
  while (size < vertices * 2) size *= 2
  const table = new Int32Array(size).fill(-1)
  const first = new Uint32Array(vertices)
  for (let v = 0; v < vertices; v++) {
    const [x, y, z] = [words[v * 3]!, words[v * 3 + 1]!, words[v * 3 + 2]!]
    let slot = mix(x, y, z) & (size - 1)
    first[v] = v
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      const known = table[slot]!
      if (known === -1) {
        table[slot] = v
        break
      }
      if (words[known * 3] === x && words[known * 3 + 1] === y && words[known * 3 + 2] === z) {
        first[v] = known
        break
      }
      slot = (slot + 1) & (size - 1)
    }
  }
  return first
}

function mix(x: number, y: number, z: number): number {
  let hash = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77) ^ Math.imul(z, 0xc2b2ae3d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}
