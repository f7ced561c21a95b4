import { isAscii, isUtf8 } from 'node:buffer'
import { compileShape, type ReadShape } from './compile-shape.ts'
import { type Parsed, parseStrict } from './parse-strict.ts'

/** Reads events; what is sent over and over with the same keys in the same order, several times as fast. */
export interface ShapeReader {
  /** The same as `parseStrict`, for every input. */
  read(bytes: Buffer): Parsed
  /** Shapes that have been learnt. */
  readonly shapes: number
}

/** Learnt in all: each is code, and a client could send its keys in any order. */
const MOST_SHAPES = 64
/** Of the events of one type. */
const MOST_OF_TYPE = 4
/** Of so many events that no shape reads, one is looked at. */
const LOOK_EVERY = 16
const TYPE = '"type":"'

/** A reader that has learnt nothing yet. */
export function createShapeReader(): ShapeReader {
  const byType = new Map<string, ReadShape[]>()
  let shapes = 0
  let missed = 0

  return {
    read(bytes) {
      if (shapes > 0 && (isAscii(bytes) || isUtf8(bytes))) {
        const text = bytes.toString('latin1')
        const known = byType.get(typeIn(text))
        if (known !== undefined)
          for (let i = 0; i < known.length; i++) {
            const value = known[i]!(bytes, text)
            if (value !== undefined) return { ok: true, value }
          }
      }
      const parsed = parseStrict(bytes)
      if (parsed.ok && shapes < MOST_SHAPES && missed++ % LOOK_EVERY === 0) learn(bytes, parsed.value)
      return parsed
    },
    get shapes() {
      return shapes
    },
  }

  function learn(bytes: Buffer, value: unknown): void {
    const text = bytes.toString('latin1')
    const type = typeIn(text)
    const known = byType.get(type) ?? []
    if (type === '' || known.length >= MOST_OF_TYPE) return
    const read = compileShape(value)
    // Spaces between the parts, or keys in an order that objects do not keep, are read by nobody but the parser.
    if (read?.(bytes, text) === undefined) return
    byType.set(type, [...known, read])
    shapes++
  }
}

/** A hint only: what the text says is looked at by the shape. */
function typeIn(text: string): string {
  const from = text.indexOf(TYPE) + TYPE.length
  return from < TYPE.length ? '' : text.slice(from, text.indexOf('"', from))
}
