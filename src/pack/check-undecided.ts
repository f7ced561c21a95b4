import type { Diagnostic } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import type { Placed } from './check-names.ts'
import type { Settings } from './check-settings.ts'
import { listed } from './listed.ts'
import type { Declared } from './names.ts'
import type { Policy, Queue, Undecided } from './pack.ts'
import type { UndecidedFile } from './review-schemas.ts'
import type { YamlFile } from './yaml-file.ts'

/** Which events that could not be decided are looked at by people, as review.yaml says it. */
export function checkUndecided(
  file: YamlFile,
  spec: readonly UndecidedFile[],
  {
    settings,
    queues,
    policies,
  }: {
    readonly settings: Pick<Settings, 'eventNames'>
    readonly queues: Pick<Declared<Placed<Queue>>, 'find'>
    readonly policies: Pick<Declared<Policy>, 'find'>
  },
  diagnostics: Diagnostic[],
): Undecided[] {
  return spec.map(({ on, queue, asks }, i) => {
    const path = ['undecided', i]
    queues.find(queue, file.place([...path, 'queue']))
    policies.find(asks, file.place([...path, 'asks']))
    const types = listed(on, [...path, 'on'])
    for (const [type, at] of types)
      if (!settings.eventNames.includes(type))
        diagnostics.push({
          severity: 'error',
          code: 'unknown-event-type',
          message: `unknown event type "${type}"`,
          place: file.place(at),
          wayOut: didYouMean(type, settings.eventNames),
        })
    return { on: on === undefined ? undefined : types.map(([type]) => type), queue, asks }
  })
}
