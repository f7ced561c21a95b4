/** A bit is set for every frequency above the median of all 256; printed with the highest bit first. */
export function pdqBits(waves: Float32Array): string {
  const median = waves.toSorted()[127]!
  let hex = ''
  for (let nibble = 63; nibble >= 0; nibble--) {
    let digit = 0
    for (let bit = 3; bit >= 0; bit--) digit = digit * 2 + (waves[nibble * 4 + bit]! > median ? 1 : 0)
    hex += digit.toString(16)
  }
  return hex
}
