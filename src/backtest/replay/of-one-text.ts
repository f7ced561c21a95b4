import type { CompiledEventType } from '../../engine/ruleset.ts'
import type { Ir, IrName } from '../../rules/ir.ts'
import type { SignalWords } from './signal-words.ts'

/** The same condition, telling of each signal that follows from one text alone which one that is. */
export function ofOneText(ir: Ir, { signals }: CompiledEventType, words: SignalWords): Ir {
  const names: Record<string, IrName> = Object.create(null)
  let told = false
  for (const [name, entry] of Object.entries(ir.names)) {
    const { read } = entry
    names[name] ??= entry
    if (read.kind !== 'signal' || read.counter || !words.isPure(read.slot)) continue
    const { of } = signals[read.slot]!.signal
    names[name] = { ...entry, read: { ...read, of } }
    // The text must be there for the backend to read; in events of another time it may be missing.
    names[of] = ir.names[of] ?? {
      type: { kind: 'string' },
      optional: true,
      secret: true,
      read: { kind: 'data', property: of },
    }
    told = true
  }
  return told ? { ...ir, names } : ir
}
