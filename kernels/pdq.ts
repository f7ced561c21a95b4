// PDQ's blur, sampling and cosine transform with SIMD. This is AssemblyScript, compiled to WebAssembly by the build.
// Each lane adds up in the same order as src/signals/hash/shrink-luma.ts and dct-16.ts, so the bits are the same:
// both passes of the blur run down columns, 16 at a time, and the picture is transposed between them.

// Byte addresses; below the first lies what the compiler keeps.
const COSINES: usize = 0x1000 // 16 waves x 64 places, float32
const COSINES_TURNED: usize = 0x2000 // 64 places x 16 waves
const ACROSS: usize = 0x3000 // 16 x 64
const WAVES: usize = 0x4000 // 16 x 16
const SMALL: usize = 0x5000 // 64 x 64
const MIRRORED: usize = 0x9000 // three more of 16 x 16, mirrored
// Lines that are wanted of a blur, ascending: which (times 256) and the place it goes to; of columns, and of rows.
const WANTED_ACROSS: usize = 0xa000
const WANTED_DOWN: usize = 0xa400
// How far from one wanted line to its next each of the 64 mirrored ones lies, float32.
const SHARES_ACROSS: usize = 0xa800
const SHARES_DOWN: usize = 0xa900
const BOTH: i32 = 128 // 64 lines as they are and 64 mirrored ones
const WANTED: i32 = 192 // each of the mirrored ones is made of two
const EVERY: usize = 0
const PIXELS: usize = 0x10000 // pixels of up to 4 bytes, and 64 KiB to read past the end
const PAST: usize = 0x10000
// Two pictures of float32 behind the pixels; where they stand by default there is room for 512 x 512.
const ROOM_AT_START: i32 = 512
let one: usize = 0x120000
let other: usize = 0x220000

export function cosinesAt(): usize { return COSINES }
export function cosinesTurnedAt(): usize { return COSINES_TURNED }
export function pixelsAt(): usize { return PIXELS }
export function smallAt(): usize { return SMALL }
export function wavesAt(): usize { return WAVES }
export function mirroredAt(): usize { return MIRRORED }
export function wantedAcrossAt(): usize { return WANTED_ACROSS }
export function wantedDownAt(): usize { return WANTED_DOWN }
export function sharesAcrossAt(): usize { return SHARES_ACROSS }
export function sharesDownAt(): usize { return SHARES_DOWN }

/** Lines are padded to 16 floats. */
// @ts-expect-error: decorator
@inline
function padded(length: i32): i32 { return (length + 15) & ~15 }

// @ts-expect-error: decorator
@inline
function window(side: i32): i32 { return (side + 127) / 128 }

/** Makes room for the pixels of a larger picture (a frame of a video is not fitted to 512 x 512); the memory may move. */
export function makeRoom(width: i32, height: i32, channels: i32): void {
  // Sampling makes 64 lines of fewer.
  const small = width <= ROOM_AT_START && height <= ROOM_AT_START
  const pixels = small ? 0x100000 : usize(width) * usize(height) * usize(channels)
  const picture = small ? 0x100000 : usize(max(64, padded(width))) * usize(max(64, padded(height))) * 4
  one = (PIXELS + pixels + PAST + 15) & ~15
  other = one + picture
  const pages = i32((other + picture + PAST + 0xffff) >> 16)
  if (pages > memory.size()) memory.grow(pages - memory.size())
}

/** From pixels at PIXELS to 16 x 16 frequencies at WAVES, and the 64 x 64 picture at SMALL. */
export function pdqWaves(width: i32, height: i32, channels: i32): void {
  const tall = padded(height)
  lumaTurned(width, height, channels, tall)
  if (width == 64 && height == 64) {
    transpose(one, tall, SMALL, 64, 64, 64)
  } else {
    blurOnce(width, height)
    sample(WANTED_ACROSS, width)
    blurDown(one, other, width, tall, tall, window(width), WANTED_ACROSS, 64)
    transpose(other, tall, one, 64, 64, height)
    sample(WANTED_DOWN, height)
    blurDown(one, SMALL, height, 64, 64, window(height), WANTED_DOWN, 64)
  }
  cosineTransform(SMALL, 64, WAVES)
}

/**
 * As `pdqWaves`, with the frequencies of the picture mirrored left to right, top to bottom and both at MIRRORED. What is
 * wanted of the second blur, and the shares, are given; neither side is more than 512, and not both are 64.
 */
export function pdqTurned(width: i32, height: i32, channels: i32): void {
  const tall = padded(height)
  lumaTurned(width, height, channels, tall)
  blurOnce(width, height)
  blurDown(one, other, width, tall, tall, window(width), WANTED_ACROSS, WANTED)
  mix(other, tall, SHARES_ACROSS)
  transpose(other, tall, one, BOTH, BOTH, height)
  blurDown(one, other, height, BOTH, BOTH, window(height), WANTED_DOWN, WANTED)
  mix(other, BOTH, SHARES_DOWN)
  for (let y = 0; y < 64; y++) memory.copy(SMALL + usize(y) * 256, other + usize(y * BOTH) * 4, 256)
  cosineTransform(SMALL, 64, WAVES)
  cosineTransform(other + 256, BOTH, MIRRORED)
  cosineTransform(other + 64 * BOTH * 4, BOTH, MIRRORED + 0x400)
  cosineTransform(other + 64 * BOTH * 4 + 256, BOTH, MIRRORED + 0x800)
}

/** The first blur, along rows and columns: from `one`, transposed, to `one`, transposed. */
function blurOnce(width: i32, height: i32): void {
  const tall = padded(height)
  const wide = padded(width)
  blurDown(one, other, width, tall, tall, window(width), EVERY, 0)
  transpose(other, tall, one, wide, width, height)
  blurDown(one, other, height, wide, wide, window(height), EVERY, 0)
  transpose(other, wide, one, tall, height, width)
}

/** Which 64 of so many lines PDQ looks at. */
function sample(wanted: usize, lines: i32): void {
  for (let i = 0; i < 64; i++) store<i32>(wanted + usize(i) * 4, ((((2 * i + 1) * lines) >> 7) << 8) | i)
}

/** Lines 64 to 127 become what lies between them and lines 128 to 191. */
function mix(lines: usize, step: i32, shares: usize): void {
  const stride = usize(step) * 4
  for (let line = 0; line < 64; line++) {
    const share = v128.load32_splat(shares + usize(line) * 4)
    const low = lines + usize(64 + line) * stride
    const high = low + 64 * stride
    for (let at: usize = 0; at < stride; at += 16) {
      const a = v128.load(low + at)
      v128.store(low + at, f32x4.add(a, f32x4.mul(f32x4.sub(v128.load(high + at), a), share)))
    }
  }
}

/** Brightness of each pixel, transposed: the line of column x begins at one + 4 * tall * x. */
function lumaTurned(width: i32, height: i32, channels: i32, tall: i32): void {
  const line = usize(width * channels)
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      const from = PIXELS + usize(y) * line + usize(x * channels)
      const a = luma(from, channels)
      const b = luma(from + line, channels)
      const c = luma(from + 2 * line, channels)
      const d = luma(from + 3 * line, channels)
      store4x4(a, b, c, d, one + usize(x * tall + y) * 4, usize(tall) * 4)
    }
  }
}

/** Brightness of four pixels beside each other. */
// @ts-expect-error: decorator
@inline
function luma(from: usize, channels: i32): v128 {
  const bytes = v128.load(from)
  if (channels == 1)
    return f32x4.convert_i32x4_u(
      i8x16.swizzle(bytes, i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, -1, -1, -1)),
    )
  let red: v128
  let green: v128
  let blue: v128
  if (channels == 3) {
    red = i8x16.swizzle(bytes, i8x16(0, -1, -1, -1, 3, -1, -1, -1, 6, -1, -1, -1, 9, -1, -1, -1))
    green = i8x16.swizzle(bytes, i8x16(1, -1, -1, -1, 4, -1, -1, -1, 7, -1, -1, -1, 10, -1, -1, -1))
    blue = i8x16.swizzle(bytes, i8x16(2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1))
  } else {
    red = i8x16.swizzle(bytes, i8x16(0, -1, -1, -1, 4, -1, -1, -1, 8, -1, -1, -1, 12, -1, -1, -1))
    green = i8x16.swizzle(bytes, i8x16(1, -1, -1, -1, 5, -1, -1, -1, 9, -1, -1, -1, 13, -1, -1, -1))
    blue = i8x16.swizzle(bytes, i8x16(2, -1, -1, -1, 6, -1, -1, -1, 10, -1, -1, -1, 14, -1, -1, -1))
  }
  const redAndGreen = f32x4.add(
    f32x4.mul(f32x4.splat(0.299), f32x4.convert_i32x4_u(red)),
    f32x4.mul(f32x4.splat(0.587), f32x4.convert_i32x4_u(green)),
  )
  return f32x4.add(redAndGreen, f32x4.mul(f32x4.splat(0.114), f32x4.convert_i32x4_u(blue)))
}

/** Writes four lines of four floats as four columns; the lines that come out are `step` bytes apart. */
// @ts-expect-error: decorator
@inline
function store4x4(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
  const abLate = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const cdLate = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
  v128.store(to + step, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
  v128.store(to + 2 * step, v128.shuffle<f32>(abLate, cdLate, 0, 1, 4, 5))
  v128.store(to + 3 * step, v128.shuffle<f32>(abLate, cdLate, 2, 3, 6, 7))
}

/** Lines of `length` floats, `fromStep` floats apart, become columns of a picture whose lines are `toStep` apart. */
function transpose(from: usize, fromStep: i32, to: usize, toStep: i32, lines: i32, length: i32): void {
  const step = usize(fromStep) * 4
  for (let y = 0; y < lines; y += 4) {
    for (let x = 0; x < length; x += 4) {
      const at = from + usize(y * fromStep + x) * 4
      store4x4(
        v128.load(at),
        v128.load(at + step),
        v128.load(at + 2 * step),
        v128.load(at + 3 * step),
        to + usize(x * toStep + y) * 4,
        usize(toStep) * 4,
      )
    }
  }
}

/** The running mean down columns, 16 of them at a time; of EVERY line, or of `count` wanted ones. */
function blurDown(
  from: usize, to: usize, lines: i32, columns: i32, step: i32, full: i32, wanted: usize, count: i32,
): void {
  const ahead = (full + 2) / 2 - 1
  const stride = usize(step) * 4
  for (let column = 0; column < columns; column += 16) {
    let a = f32x4.splat(0)
    let b = f32x4.splat(0)
    let c = f32x4.splat(0)
    let d = f32x4.splat(0)
    let right = from + usize(column) * 4
    let left = right
    let size = 0
    for (; size < ahead; size++, right += stride) {
      a = f32x4.add(a, v128.load(right))
      b = f32x4.add(b, v128.load(right, 16))
      c = f32x4.add(c, v128.load(right, 32))
      d = f32x4.add(d, v128.load(right, 48))
    }
    const top = to + usize(column) * 4
    let next = 0
    for (let line = 0; line < lines; line++) {
      if (line + ahead < lines) {
        a = f32x4.add(a, v128.load(right))
        b = f32x4.add(b, v128.load(right, 16))
        c = f32x4.add(c, v128.load(right, 32))
        d = f32x4.add(d, v128.load(right, 48))
        size++
        right += stride
      }
      if (line + ahead >= full) {
        a = f32x4.sub(a, v128.load(left))
        b = f32x4.sub(b, v128.load(left, 16))
        c = f32x4.sub(c, v128.load(left, 32))
        d = f32x4.sub(d, v128.load(left, 48))
        size--
        left += stride
      }
      if (wanted == EVERY) {
        mean(top + usize(line) * stride, a, b, c, d, size)
        continue
      }
      for (; next < count; next++) {
        const entry = load<i32>(wanted + usize(next) * 4)
        if (entry >> 8 != line) break
        mean(top + usize(entry & 255) * stride, a, b, c, d, size)
      }
    }
  }
}

// @ts-expect-error: decorator
@inline
function mean(at: usize, a: v128, b: v128, c: v128, d: v128, size: i32): void {
  const count = f32x4.splat(f32(size))
  v128.store(at, f32x4.div(a, count))
  v128.store(at, f32x4.div(b, count), 16)
  v128.store(at, f32x4.div(c, count), 32)
  v128.store(at, f32x4.div(d, count), 48)
}

/** 16 x 16 frequencies of a 64 x 64 picture; every sum is added up in order, four sums beside each other. */
function cosineTransform(small: usize, step: i32, waves: usize): void {
  for (let wave = 0; wave < 16; wave++) {
    for (let x = 0; x < 64; x += 16) {
      let a = f32x4.splat(0)
      let b = f32x4.splat(0)
      let c = f32x4.splat(0)
      let d = f32x4.splat(0)
      for (let y = 0; y < 64; y++) {
        const cosine = v128.load32_splat(COSINES + usize(wave * 64 + y) * 4)
        const at = small + usize(y * step + x) * 4
        a = f32x4.add(a, f32x4.mul(cosine, v128.load(at)))
        b = f32x4.add(b, f32x4.mul(cosine, v128.load(at, 16)))
        c = f32x4.add(c, f32x4.mul(cosine, v128.load(at, 32)))
        d = f32x4.add(d, f32x4.mul(cosine, v128.load(at, 48)))
      }
      const to = ACROSS + usize(wave * 64 + x) * 4
      v128.store(to, a)
      v128.store(to, b, 16)
      v128.store(to, c, 32)
      v128.store(to, d, 48)
    }
  }
  for (let wave = 0; wave < 16; wave++) {
    for (let next = 0; next < 16; next += 4) {
      let sum = f32x4.splat(0)
      for (let x = 0; x < 64; x++) {
        const across = v128.load32_splat(ACROSS + usize(wave * 64 + x) * 4)
        sum = f32x4.add(sum, f32x4.mul(across, v128.load(COSINES_TURNED + usize(x * 16 + next) * 4)))
      }
      v128.store(waves + usize(wave * 16 + next) * 4, sum)
    }
  }
}
