/** Cells of an extended row: the trail bytes that KS X 1001 leaves free, as far as the row goes. */
const LETTERS = [
  [0x41, 0x5a],
  [0x61, 0x7a],
] as const
const SYLLABLES = [0xac00, 0xd7a3] as const

let table: Uint16Array | undefined

/**
 * Decodes CP949 (Unified Hangul Code), of which EUC-KR is a part; undefined: it is none. The platform's decoder knows the
 * 2,350 syllables of KS X 1001 alone. The other 8,822 stand in Unicode order in the cells that are left: rows 0x81 to
 * 0xA0 whole, from 0xA1 on with trail bytes below 0xA1. Source: Microsoft code page 949.
 */
export function decodeCp949(bytes: Uint8Array): string | undefined {
  table ??= makeTable()
  const units = new Uint16Array(bytes.length)
  let count = 0
  for (let at = 0; at < bytes.length; count++) {
    const lead = bytes[at]!
    if (lead < 0x80) {
      units[count] = lead
      at++
      continue
    }
    const unit = at + 1 < bytes.length ? table[(lead << 8) | bytes[at + 1]!]! : 0
    if (unit === 0) return undefined
    units[count] = unit
    at += 2
  }
  return new TextDecoder('utf-16le').decode(units.subarray(0, count))
}

function makeTable(): Uint16Array {
  const made = new Uint16Array(0x10000)
  const decoder = new TextDecoder('euc-kr')
  const plain = new Set<number>()
  for (let lead = 0xa1; lead <= 0xfe; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail))
      // Cells that users may fill as they like say nothing to others.
      if (text.length !== 1 || /[\ufffd\ue000-\uf8ff]/.test(text)) continue
      made[(lead << 8) | trail] = text.charCodeAt(0)
      plain.add(text.charCodeAt(0))
    }
  let next: number = SYLLABLES[0]
  for (let lead = 0x81; lead <= 0xc6; lead++)
    for (const [from, to] of [...LETTERS, [0x81, lead <= 0xa0 ? 0xfe : 0xa0] as const])
      for (let trail = from; trail <= to; trail++) {
        while (plain.has(next)) next++
        if (next > SYLLABLES[1]) return made
        made[(lead << 8) | trail] = next++
      }
  return made
}
