/** The 32 bytes of 64 hex digits. */
export function hashBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  )
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0
  for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1
  return ones
})

/** How many bits of 32 bytes differ, from a place in each. */
export function bitsApart(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
  let bits = 0
  for (let i = 0; i < 32; i++) bits += ONES[a[atA + i]! ^ b[atB + i]!]!
  return bits
}
