import { type Raster, raster } from './raster.ts'

/** Version 2, correction level L, mask 0: one block of 34 data and 10 correction bytes. Source: ISO/IEC 18004. */
const [SIZE, DATA, CORRECTION, FORMAT] = [25, 34, 10, 0b111011111000100]
const MOST_BYTES = DATA - 2
const QUIET = 4

/** A QR code of up to 32 bytes of Latin text, one pixel a module, with its quiet zone. */
export function qrCode(text: string): Raster {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length > MOST_BYTES)
    throw new RangeError(`A QR code here holds ${MOST_BYTES} bytes, not ${bytes.length}`)
  const modules = fixedModules()
  const words = withCorrection(dataWords(bytes))
  const bits = words.flatMap((word) => Array.from({ length: 8 }, (_, i) => (word >> (7 - i)) & 1))
  let next = 0
  for (let right = SIZE - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < SIZE; step++)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? SIZE - 1 - step : step
        if (modules[y]![x] !== undefined) continue
        const bit = bits[next++] ?? 0
        modules[y]![x] = (x + y) % 2 === 0 ? bit ^ 1 : bit
      }
  }
  const side = SIZE + 2 * QUIET
  return raster(side, side, (x, y) => (modules[y - QUIET]?.[x - QUIET] === 1 ? [0, 0, 0] : [255, 255, 255]))
}

/** Everything but the data; undefined where data goes. */
function fixedModules(): (number | undefined)[][] {
  const modules = Array.from({ length: SIZE }, () => new Array<number | undefined>(SIZE).fill(undefined))
  const set = (x: number, y: number, dark: boolean | number) => {
    if (modules[y] !== undefined && x >= 0 && x < SIZE) modules[y][x] = Number(dark)
  }
  const square = (x: number, y: number, reach: number, light: readonly number[]) => {
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++)
        set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))))
  }
  for (let i = 0; i < SIZE; i++) {
    set(6, i, i % 2 === 0)
    set(i, 6, i % 2 === 0)
  }
  for (const [x, y] of [
    [3, 3],
    [SIZE - 4, 3],
    [3, SIZE - 4],
  ] as const)
    square(x, y, 4, [2, 4])
  square(18, 18, 2, [1])
  const bit = (i: number) => (FORMAT >> i) & 1
  for (let i = 0; i <= 5; i++) set(8, i, bit(i))
  set(8, 7, bit(6))
  set(8, 8, bit(7))
  set(7, 8, bit(8))
  for (let i = 9; i < 15; i++) set(14 - i, 8, bit(i))
  for (let i = 0; i < 8; i++) set(SIZE - 1 - i, 8, bit(i))
  for (let i = 8; i < 15; i++) set(8, SIZE - 15 + i, bit(i))
  set(8, SIZE - 8, 1)
  return modules
}

function dataWords(bytes: Uint8Array): number[] {
  // Mode 4 (bytes), a length of eight bits, the bytes, four bits to end; then filling.
  const halves = [4, bytes.length >> 4, bytes.length & 15, ...[...bytes].flatMap((b) => [b >> 4, b & 15]), 0]
  const words = Array.from({ length: halves.length / 2 }, (_, i) => halves[2 * i]! * 16 + halves[2 * i + 1]!)
  for (let i = 0; words.length < DATA; i++) words.push(i % 2 === 0 ? 0xec : 0x11)
  return words
}

/** Reed-Solomon over GF(256) with the polynomial 0x11d. */
function withCorrection(data: readonly number[]): number[] {
  const divisor = new Array<number>(CORRECTION).fill(0)
  divisor[CORRECTION - 1] = 1
  for (let i = 0, root = 1; i < CORRECTION; i++, root = times(root, 2))
    for (let j = 0; j < CORRECTION; j++) divisor[j] = times(divisor[j]!, root) ^ (divisor[j + 1] ?? 0)
  const rest = new Array<number>(CORRECTION).fill(0)
  for (const word of data) {
    const factor = word ^ rest.shift()!
    rest.push(0)
    for (let j = 0; j < CORRECTION; j++) rest[j]! ^= times(divisor[j]!, factor)
  }
  return [...data, ...rest]
}

function times(a: number, b: number): number {
  let product = 0
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((b >> i) & 1) * a
  }
  return product
}
