/**
 * Where each UTF-16 unit of a YAML scalar's value stands in its source, and, at the last index, where the value ends.
 * Works for plain, quoted and block scalars alike: they differ from their value only in whitespace and escapes,
 * so the characters that are not blank stand in both in the same order.
 */
export function scalarOffsets(source: string, value: string): Int32Array {
  const offsets = new Int32Array(value.length + 1)
  let { at, read } = opening(source)
  let end = at
  for (let i = 0; i < value.length; i++) {
    if (isBlank(value.charCodeAt(i))) {
      offsets[i] = Math.min(end, source.length)
      // Runs of blanks stay in step with the source as far as it has blanks, too.
      if (isBlank(source.charCodeAt(end))) end++
      continue
    }
    let unit = read(source, at)
    while (unit.blank && at < source.length) {
      at = unit.next
      unit = read(source, at)
    }
    offsets[i] = Math.min(at, source.length)
    // An escape beyond the BMP gives two units of value from one place.
    for (let k = 1; k < unit.length && i + 1 < value.length; k++) offsets[++i] = Math.min(at, source.length)
    at = unit.next
    end = at
  }
  offsets[value.length] = Math.min(end, source.length)
  return offsets
}

interface Unit {
  readonly next: number
  readonly blank: boolean
  /** UTF-16 units of value. */
  readonly length: number
}

type Read = (source: string, at: number) => Unit

function opening(source: string): { at: number; read: Read } {
  const first = source[0]
  if (first === '"') return { at: 1, read: readDouble }
  if (first === "'") return { at: 1, read: readSingle }
  if (first === '|' || first === '>')
    return { at: source.indexOf('\n') + 1 || source.length, read: readPlain }
  return { at: 0, read: readPlain }
}

const readPlain: Read = (source, at) => ({ next: at + 1, blank: isBlank(source.charCodeAt(at)), length: 1 })

const readSingle: Read = (source, at) => ({
  next: at + (source[at] === "'" && source[at + 1] === "'" ? 2 : 1),
  blank: isBlank(source.charCodeAt(at)),
  length: 1,
})

const readDouble: Read = (source, at) => {
  if (source[at] !== '\\') return readPlain(source, at)
  const kind = source[at + 1] ?? ''
  if ('ntr \t\n\r_LPNvf'.includes(kind)) return { next: at + 2, blank: !'LPNvf_'.includes(kind), length: 1 }
  const digits = { x: 2, u: 4, U: 8 }[kind] ?? 0
  const code = digits ? Number.parseInt(source.slice(at + 2, at + 2 + digits), 16) : 0
  return { next: at + 2 + digits, blank: digits > 0 && isBlank(code), length: code > 0xffff ? 2 : 1 }
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9
}
