import type { Picture } from '../image/picture.ts'

const HEADER = /^P6\n(\d+) (\d+)\n255\n/
const LONGEST_HEADER = 32

/** What comes is no sequence of pictures, or one is too large. */
export class BadFrames extends Error {}

/** Puts pictures together from the pieces in which a stream of PPM comes. Throws BadFrames. */
export function ppmFrames(maxPixels: number): (piece: Uint8Array) => Picture[] {
  let head = Buffer.alloc(0)
  let frame: { width: number; height: number; data: Uint8Array; filled: number } | undefined
  return (piece) => {
    const frames: Picture[] = []
    let rest = piece
    while (rest.length > 0 || frame !== undefined) {
      if (frame === undefined) {
        head = Buffer.concat([head, rest.subarray(0, LONGEST_HEADER)])
        const found = HEADER.exec(head.toString('latin1'))
        if (found === null) {
          if (head.length >= LONGEST_HEADER) throw new BadFrames('The stream holds no pictures.')
          return frames
        }
        const [width, height] = [Number(found[1]), Number(found[2])]
        if (width * height > maxPixels) throw new BadFrames('A frame is too large.')
        // What of this piece belongs to the header: all of it, less what was there before.
        rest = Buffer.concat([head.subarray(found[0].length), rest.subarray(LONGEST_HEADER)])
        head = Buffer.alloc(0)
        frame = { width, height, data: new Uint8Array(width * height * 3), filled: 0 }
      }
      const { width, height, data, filled } = frame
      const part = rest.subarray(0, data.length - filled)
      data.set(part, filled)
      frame.filled += part.length
      rest = rest.subarray(part.length)
      if (frame.filled < data.length) return frames
      frames.push({ width, height, channels: 3, data })
      frame = undefined
    }
    return frames
  }
}
