import type { GateResult } from '../gates/gate.ts'
import type { Manifest } from '../train/candidate.ts'

/** One thing in which two models differ; null: the one has it not. */
export interface ModelDifference {
  /** As `settings.seed`, `thresholds.act`, `gate precision`. */
  readonly what: string
  readonly this: string | null
  readonly other: string | null
}

interface Told {
  readonly manifest: Manifest
  readonly gates: readonly GateResult[]
}

/** What of a model is otherwise in another one: everything that makes its id, and what the gates found. */
export function diffModels(one: Told, other: Told): ModelDifference[] {
  const [left, right] = [factsOf(one), factsOf(other)]
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((what) => left.get(what) !== right.get(what))
    .map((what) => ({ what, this: left.get(what) ?? null, other: right.get(what) ?? null }))
}

function factsOf({ manifest, gates }: Told): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  for (const [name, value] of Object.entries(manifest)) {
    if (name === 'files') continue
    if (typeof value !== 'object' || value === null || Array.isArray(value)) facts.set(name, textOf(value))
    else for (const [key, inner] of Object.entries(value)) facts.set(`${name}.${key}`, textOf(inner))
  }
  for (const { name, sha256, size } of manifest.files)
    facts.set(`file ${name}`, `${size} bytes, ${sha256.slice(0, 12)}`)
  for (const { gate, verdict } of gates) facts.set(`gate ${gate}`, verdict)
  return facts
}

function textOf(value: unknown): string {
  if (value === undefined) return 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
