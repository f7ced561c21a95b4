/** r g b a. */
type Colour = readonly [number, number, number, number]

/** A KTX2 texture of UASTC blocks of one colour each; the levels from the largest on, by the colour of a block. */
export function ktx2Of(
  width: number,
  height: number,
  levels: readonly ((x: number, y: number) => Colour)[],
): Uint8Array {
  const blocks = levels.map((colour, level) => {
    const across = Math.ceil(Math.max(1, width >> level) / 4)
    const down = Math.ceil(Math.max(1, height >> level) / 4)
    return Buffer.concat(
      Array.from({ length: across * down }, (_, i) => solid(colour(i % across, Math.floor(i / across)))),
    )
  })
  const start = 80 + 24 * levels.length + DESCRIPTOR.length
  const body = Math.ceil(start / 16) * 16
  const out = Buffer.alloc(body + blocks.reduce((sum, block) => sum + block.length, 0))
  out.write('\xabKTX 20\xbb\r\n\x1a\n', 'latin1')
  const words = [
    0,
    1,
    width,
    height,
    0,
    0,
    1,
    levels.length,
    0,
    80 + 24 * levels.length,
    DESCRIPTOR.length,
    0,
    0,
  ]
  for (const [i, word] of words.entries()) out.writeUInt32LE(word, 12 + 4 * i)
  out.set(DESCRIPTOR, 80 + 24 * levels.length)
  let at = body
  // The smallest level stands first in the file.
  for (let level = levels.length - 1; level >= 0; level--) {
    const { length } = blocks[level]!
    for (const [i, value] of [at, length, length].entries())
      out.writeBigUInt64LE(BigInt(value), 80 + 24 * level + 8 * i)
    out.set(blocks[level]!, at)
    at += length
  }
  return new Uint8Array(out)
}

/** Mode 8 of UASTC: five bits of its code, then the colour. */
function solid(colour: Colour): Buffer {
  const bits = colour.reduce((sum, value, i) => sum | (BigInt(value) << BigInt(5 + 8 * i)), 0x17n)
  const block = Buffer.alloc(16)
  block.writeBigUInt64LE(bits)
  return block
}

/** Khronos data format: UASTC, BT.709, sRGB, blocks of 4 × 4 in 16 bytes, RGBA. */
const DESCRIPTOR = Buffer.from(
  Uint32Array.of(
    ...[44, 0, 2 | (40 << 16), 166 | (1 << 8) | (2 << 16), 3 | (3 << 8), 16, 0],
    ...[(127 << 16) | (3 << 24), 0, 0, 0xffffffff],
  ).buffer,
)

/** The same texture with each level in a Zstandard frame, of which not a byte is pressed: `packed` may give the frames of a better packer. */
export function zstdKtx2Of(ktx2: Uint8Array, packed: (level: Uint8Array) => Uint8Array = stored): Uint8Array {
  const plain = new DataView(ktx2.buffer, ktx2.byteOffset, ktx2.byteLength)
  const levels = Array.from({ length: plain.getUint32(40, true) }, (_, i) => {
    const at = 80 + 24 * i
    const [from, length] = [Number(plain.getBigUint64(at, true)), Number(plain.getBigUint64(at + 8, true))]
    return { length, frame: packed(ktx2.subarray(from, from + length)) }
  })
  const head = Buffer.from(ktx2.subarray(0, Number(plain.getBigUint64(80 + 24 * (levels.length - 1), true))))
  head.writeUInt32LE(2, 44)
  let at = head.length
  for (const [i, { length, frame }] of [...levels.entries()].reverse()) {
    for (const [j, value] of [at, frame.length, length].entries())
      head.writeBigUInt64LE(BigInt(value), 80 + 24 * i + 8 * j)
    at += frame.length
  }
  return new Uint8Array(Buffer.concat([head, ...levels.map(({ frame }) => frame).reverse()]))
}

/** RFC 8878: one segment with its size in four bytes, then raw blocks. */
function stored(level: Uint8Array): Uint8Array {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0])
  head.writeUInt32LE(level.length, 5)
  const parts: Uint8Array[] = [head]
  for (let at = 0; at < level.length; at += MOST_BLOCK) {
    const block = level.subarray(at, at + MOST_BLOCK)
    const header = Buffer.alloc(3)
    header.writeUIntLE((block.length << 3) | (at + MOST_BLOCK >= level.length ? 1 : 0), 0, 3)
    parts.push(header, block)
  }
  return Buffer.concat(parts)
}

const MOST_BLOCK = 100_000
