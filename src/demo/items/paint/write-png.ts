import { crc32, deflateSync } from 'node:zlib'
import type { Raster } from './raster.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** A picture as PNG (8 bits, RGB). Each row holds differences to the row above, which is small for patterns. Source: ISO/IEC 15948. */
export function writePng({ width, height, data }: Raster, level = 6): Uint8Array<ArrayBuffer> {
  const row = 1 + width * 3
  const rows = new Uint8Array(row * height)
  for (let y = 0; y < height; y++) {
    rows[y * row] = y === 0 ? 0 : 2
    for (let x = 0; x < width; x++)
      for (let i = 0; i < 3; i++) {
        const at = (y * width + x) * 4 + i
        const above = y === 0 ? 0 : data[at - width * 4]!
        rows[y * row + 1 + x * 3 + i] = data[at]! - above
      }
  }
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  head.set([8, 2, 0, 0, 0], 8)
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level })),
    chunk('IEND', new Uint8Array(0)),
  ]
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + body.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, body.length)
  for (let i = 0; i < 4; i++) out[4 + i] = name.charCodeAt(i)
  out.set(body, 8)
  view.setUint32(8 + body.length, crc32(out.subarray(4, 8 + body.length)))
  return out
}
