/** FNV-1a over UTF-16 units, then mixed as MurmurHash3's last step does. Source: Appleby, smhasher; Fowler et al. */
export function hash32(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Whether `unit` is among the `share` of 10,000 that a canary has force on: the same answer each time. */
export function isDrawn(share: number, seed: number, unit: string): boolean {
  if (share >= 10_000) return true
  return share > 0 && hash32(unit, seed) % 10_000 < share
}
