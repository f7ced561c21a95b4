import type { Chance } from './chance.fixture.ts'
import {
  ENTITIES,
  KEYS,
  randomDouble,
  randomDuration,
  randomInt,
  randomText,
  randomTime,
} from './random-values.fixture.ts'

/** A value written out in a condition. */
export function randomLiteral(chance: Chance, type: string): string {
  switch (type) {
    case 'bool':
      return String(chance.is(0.5))
    case 'int':
      return String(randomInt(chance))
    case 'double':
      return doubleLiteral(randomDouble(chance))
    case 'string':
      return quoted(randomText(chance))
    case 'entity':
      return quoted(chance.pick(ENTITIES))
    case 'timestamp':
      return `timestamp('${new Date(randomTime(chance)).toISOString()}')`
    case 'duration':
      return `duration('${randomDuration(chance)}ms')`
  }
  const item = /^list<(.*)>$/.exec(type)?.[1]
  if (item !== undefined)
    return `[${Array.from({ length: 1 + chance.below(3) }, () => randomLiteral(chance, item)).join(', ')}]`
  const value = /^map<(.*)>$/.exec(type)?.[1]
  return `{${quoted(chance.pick(KEYS))}: ${randomLiteral(chance, value!)}}`
}

function doubleLiteral(value: number): string {
  if (Number.isNaN(value)) return "double('NaN')"
  if (!Number.isFinite(value)) return `double('${value > 0 ? 'inf' : '-inf'}')`
  const text = Object.is(value, -0) ? '-0.0' : String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}

/** A string of CEL, with everything escaped that is not plain to read. */
export function quoted(text: string): string {
  let out = "'"
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    out +=
      /[ -~]/.test(letter) && letter !== "'" && letter !== '\\'
        ? letter
        : `\\U${code.toString(16).padStart(8, '0')}`
  }
  return `${out}'`
}
