import type { Diagnostic } from '../core/diagnostic.ts'
import { findUnasked } from '../rules/find-unasked.ts'
import type { Ir } from '../rules/ir.ts'
import type { EventType } from './pack.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/**
 * Warns of optional features that a condition reads and has not asked for, where the rule does not say itself what a
 * missing one means.
 */
export function checkAsked(
  file: YamlFile,
  when: Path,
  eventTypes: readonly EventType[],
  irs: ReadonlyMap<string, Ir>,
  diagnostics: Diagnostic[],
): void {
  const told = new Set<string>()
  for (const eventType of eventTypes) {
    const ir = irs.get(eventType.name)
    if (ir === undefined || !mayMiss(ir)) continue
    for (const { feature, at, through } of findUnasked(ir)) {
      if (told.has(feature)) continue
      told.add(feature)
      const declared = eventType.features.get(feature)?.place
      diagnostics.push({
        severity: 'warning',
        code: 'optional-unasked',
        message:
          through === undefined
            ? `"${feature}" may be missing, and the rule is then passed over`
            : `"${through}" reads "${feature}", which may be missing, and the rule is then passed over`,
        place: file.sourceText(when).locate(at[0], at[1]),
        wayOut: `write has(data.${feature}) && …, or say what a missing one means: unknown: skip, or unknown: hold`,
        label: 'may be missing',
        ...(declared && { related: [{ message: 'declared here, not required', place: declared }] }),
      })
    }
  }
}

/** Whether an optional feature is read at all. */
function mayMiss({ names }: Ir): boolean {
  for (const name in names) if (names[name]!.optional && names[name]!.read.kind === 'data') return true
  return false
}
