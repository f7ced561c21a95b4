import { Fault } from '../finding.ts'

/** An object of the JSON, nothing of it trusted. */
export type Json = Readonly<Record<string, unknown>>

/** The value as an object; an empty one when it is none. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

/** A list of the object; empty when it has none. Throws a Fault for something else in its place. */
export function listOf(object: Json, key: string, at: string): readonly unknown[] {
  const value = object[key]
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Fault('wrong-type', `${at}/${key}`, 'A list is expected here.')
  return value
}

/** A list of objects. Throws a Fault for anything else in it: readers differ in what they make of that. */
export function objectsOf(object: Json, key: string, at: string): readonly Json[] {
  const list = listOf(object, key, at)
  const odd = list.findIndex((value) => typeof value !== 'object' || value === null || Array.isArray(value))
  if (odd === -1) return list as readonly Json[]
  throw new Fault('wrong-type', `${at}/${key}/${odd}`, 'An object is expected here.')
}

/** An index into a list of so many; undefined when absent. Throws a Fault for one that points nowhere. */
export function indexOf(value: unknown, size: number, at: string): number | undefined {
  if (value === undefined) return undefined
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) < size) return value as number
  throw new Fault('bad-reference', at, `An index below ${size} is expected here.`)
}

/** A whole number from 0 up. Throws a Fault for anything else. */
export function wholeOf(value: unknown, otherwise: number | undefined, at: string): number {
  if (value === undefined && otherwise !== undefined) return otherwise
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw new Fault('wrong-type', at, 'A whole number from 0 up is expected here.')
}

/** A finite number. Throws a Fault for anything else. */
export function numberOf(value: unknown, otherwise: number, at: string): number {
  if (value === undefined) return otherwise
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new Fault('wrong-type', at, 'A finite number is expected here.')
}

/** So many finite numbers. Throws a Fault for anything else. */
export function numbersOf(value: unknown, otherwise: readonly number[], at: string): readonly number[] {
  if (value === undefined) return otherwise
  const fits =
    Array.isArray(value) &&
    value.length === otherwise.length &&
    value.every((each) => typeof each === 'number' && Number.isFinite(each))
  if (fits) return value as number[]
  throw new Fault('wrong-type', at, `${otherwise.length} finite numbers are expected here.`)
}
