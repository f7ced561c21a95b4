/** Parts that have no say in what is shown, and that a decoder would unpack all the same: a file of 1 MB can hold gigabytes of text. */
const SHOWN = new Set(['tRNS', 'iCCP', 'eXIf', 'gAMA', 'sRGB', 'cHRM', 'cICP'])

/** A PNG without its texts and whatever else does not show; the same bytes where there is nothing of that, or no end. */
export function leanPng(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let left = 0
  for (let at = 8; at + 12 <= bytes.length; ) {
    const next = at + 12 + view.getUint32(at)
    if (next > bytes.length) return bytes
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const isNeeded = type < 'a' // those that every reader has to know begin with a capital letter
    if (isNeeded || SHOWN.has(type)) kept.push(bytes.subarray(at, next))
    else left++
    if (type === 'IEND') return left === 0 ? bytes : new Uint8Array(Buffer.concat(kept))
    at = next
  }
  return bytes
}

/** The exponent that viewers raise each channel (0 to 1) to, by the chunk gAMA; 1 where there is none, or another chunk rules. */
export function gammaOf(png: Uint8Array): number {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  let exponent = 1
  for (let at = 8; at + 12 <= png.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8))
    if (type === 'IDAT') break
    if (type === 'iCCP' || type === 'sRGB' || type === 'cICP') return 1
    if (type === 'gAMA' && view.getUint32(at) === 4) {
      const gamma = view.getUint32(at + 8) / 100_000
      if (gamma > 0) exponent = 1 / (2.2 * gamma)
    }
  }
  return exponent
}
