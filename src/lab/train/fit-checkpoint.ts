import type { FitState } from '../text/fit-text-model.ts'

interface Head {
  readonly form: 1
  readonly input: string
  readonly folds: number
  readonly drawn: number
  readonly columns: number
  readonly rows: number
}

/** Writes how far a training has come; `input`: the hash of what it is made from. Numbers are little-endian. */
export function writeFitCheckpoint(input: string, { folds, drawn, margins, start }: FitState): Uint8Array {
  const columns = start.length
  const rows = margins.length / Math.max(1, columns)
  const head = new TextEncoder().encode(
    JSON.stringify({ form: 1, input, folds, drawn, columns, rows } satisfies Head),
  )
  const bytes = new Uint8Array(4 + head.length + margins.length * 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, head.length, true)
  bytes.set(head, 4)
  let at = 4 + head.length
  for (const value of margins) {
    view.setFloat64(at, value, true)
    at += 8
  }
  for (const own of start)
    for (const value of own) {
      view.setFloat32(at, value, true)
      at += 4
    }
  return bytes
}

/** Reads it again; undefined when it is of another input, cut short, or of another form: training then starts anew. */
export function readFitCheckpoint(input: string, bytes: Uint8Array): FitState | undefined {
  if (bytes.length < 4) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const length = view.getUint32(0, true)
  const head = headOf(bytes.subarray(4, 4 + length))
  if (head === undefined || head.form !== 1 || head.input !== input) return undefined
  const { folds, drawn, columns, rows } = head
  const count = rows * columns
  if (bytes.length !== 4 + length + count * 12) return undefined
  let at = 4 + length
  const margins = Float64Array.from({ length: count }, (_, i) => view.getFloat64(at + 8 * i, true))
  at += 8 * count
  const start = Array.from({ length: columns }, (_, k) =>
    Float32Array.from({ length: rows }, (_, row) => view.getFloat32(at + 4 * (k * rows + row), true)),
  )
  return { folds, drawn, margins, start }
}

function headOf(bytes: Uint8Array): Head | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Head
  } catch {
    return undefined
  }
}
