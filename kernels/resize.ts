// A row of a picture made smaller as a model takes it, two channels at a time. AssemblyScript, compiled by the build.
// Each number is made by the same steps in float64 as in src/signals/image/models/picture-input.ts, so the bits are the same.

// Byte addresses of what a caller writes and reads; ROWS moves with the number of columns.
const SCALES: usize = 0x100 // three of red, green and blue, float64
const SHIFTS: usize = 0x120
const LEFTS: usize = 0x200 // where each new pixel begins in a row, int32
let columns: usize = 0
let width: usize = 0

export function scalesAt(): usize { return SCALES }
export function shiftsAt(): usize { return SHIFTS }
export function leftsAt(): usize { return LEFTS }
/** How far to the right each new pixel lies between two old ones, float64. */
export function farsAt(): usize { return (LEFTS + columns * 4 + 15) & ~15 }
/** Three rows of float32. */
export function planesAt(): usize { return farsAt() + columns * 8 }
/** The row above, and the one below behind it: 3 bytes a pixel. */
export function topAt(): usize { return planesAt() + columns * 12 }
export function bottomAt(): usize { return topAt() + width * 3 + 16 }

/** Makes room for rows of so many old and new pixels; what was written before is lost. */
export function makeRoom(from: i32, to: i32): void {
  width = from
  columns = to
  const pages = i32((bottomAt() + width * 3 + 16 + 0xffff) >> 16)
  if (pages > memory.size()) memory.grow(pages - memory.size())
}

/** `right` is how many bytes the next pixel is away, `low` how far down the new row lies between the two. */
export function cornerRow(right: i32, low: f64): void {
  const top = topAt()
  const bottom = bottomAt()
  const fars = farsAt()
  const down = f64x2.splat(low)
  const redGreen = planesAt()
  const blue = redGreen + columns * 8
  const scale = v128.load(SCALES)
  const shift = v128.load(SHIFTS)
  const scaleBlue = f64x2.splat(load<f64>(SCALES + 16))
  const shiftBlue = f64x2.splat(load<f64>(SHIFTS + 16))
  for (let x: usize = 0; x < columns; x++) {
    const at = usize(load<i32>(LEFTS + x * 4))
    const far = f64x2.splat(load<f64>(fars + x * 8))
    const a = pixel(top + at)
    const c = pixel(top + at + right)
    const b = pixel(bottom + at)
    const d = pixel(bottom + at + right)
    const first = f64x2.sub(f64x2.mul(between(low2(a), low2(c), low2(b), low2(d), far, down), scale), shift)
    const last = f64x2.sub(f64x2.mul(between(high2(a), high2(c), high2(b), high2(d), far, down), scaleBlue), shiftBlue)
    const values = f32x4.demote_f64x2_zero(first)
    store<f32>(redGreen + x * 4, f32x4.extract_lane(values, 0))
    store<f32>(redGreen + columns * 4 + x * 4, f32x4.extract_lane(values, 1))
    store<f32>(blue + x * 4, f32x4.extract_lane(f32x4.demote_f64x2_zero(last), 0))
  }
}

/** Four bytes as four whole numbers; the last is of the next pixel. */
// @ts-expect-error: decorator
@inline
function pixel(at: usize): v128 { return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at))) }

// @ts-expect-error: decorator
@inline
function low2(v: v128): v128 { return f64x2.convert_low_i32x4_u(v) }

// @ts-expect-error: decorator
@inline
function high2(v: v128): v128 { return f64x2.convert_low_i32x4_u(v128.shuffle<i32>(v, v, 2, 3, 2, 3)) }

// @ts-expect-error: decorator
@inline
function between(a: v128, c: v128, b: v128, d: v128, far: v128, down: v128): v128 {
  const above = f64x2.add(a, f64x2.mul(f64x2.sub(c, a), far))
  const below = f64x2.add(b, f64x2.mul(f64x2.sub(d, b), far))
  return f64x2.add(above, f64x2.mul(f64x2.sub(below, above), down))
}
