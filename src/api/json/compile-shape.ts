import { createScalarReader } from './scalar-reader.ts'

/**
 * Reads a JSON object of one shape: its keys, their order and nesting are fixed, its values are any strings, numbers,
 * booleans and nulls. `text` is the bytes as Latin-1, so that places are the same in both; the bytes must be UTF-8.
 * Undefined when the bytes are not of that shape, or have what only a parser reads (escapes).
 */
export type ReadShape = (bytes: Buffer, text: string) => object | undefined

/** Keys that are compiled: what stands in the code is text of a client. */
const PLAIN_KEY = /^[A-Za-z][\w.-]{0,63}$/
const MOST_VALUES = 100
const DEEPEST = 4

/** Compiles a reader of the shape that a parsed value has; undefined when it has one that is not read so. */
export function compileShape(value: unknown): ReadShape | undefined {
  const shape: Shape = { literals: [''], source: '', values: 0 }
  if (!walk(shape, value, 1)) return undefined
  const scalars = createScalarReader()
  const lines: string[] = []
  let length = 0
  for (const [i, literal] of shape.literals.entries()) {
    if (i > 0)
      lines.push(
        `const v${i - 1} = scalars.read(bytes, text, at); at = scalars.end; if (at < 0) return undefined`,
      )
    const wrong = [...literal].map((unit, k) => `bytes[at + ${k}] !== ${unit.charCodeAt(0)}`)
    lines.push(`if (${wrong.join(' || ')}) return undefined`, `at += ${literal.length}`)
    length += literal.length
  }
  const code = `return (bytes, text) => {
    if (bytes.length < ${length}) return undefined
    let at = 0
    ${lines.join('\n')}
    return at === bytes.length ? ${shape.source} : undefined
  }`
  return new Function('scalars', code)(scalars) as ReadShape
}

/** What stands between the values, and the object as JavaScript. */
interface Shape {
  readonly literals: string[]
  source: string
  values: number
}

function walk(shape: Shape, value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) {
    if (depth === 1 || ++shape.values > MOST_VALUES) return false
    shape.source += `v${shape.values - 1}`
    shape.literals.push('')
    return true
  }
  const keys = Object.keys(value)
  if (Array.isArray(value) || depth > DEEPEST || keys.length === 0) return false
  for (const [i, key] of keys.entries()) {
    if (!PLAIN_KEY.test(key)) return false
    const quoted = JSON.stringify(key)
    shape.literals[shape.literals.length - 1] += `${i === 0 ? '{' : ','}${quoted}:`
    shape.source += `${i === 0 ? '{' : ', '}${quoted}: `
    if (!walk(shape, (value as Record<string, unknown>)[key], depth + 1)) return false
  }
  shape.literals[shape.literals.length - 1] += '}'
  shape.source += '}'
  return true
}
