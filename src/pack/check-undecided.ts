import type { Diagnostic } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import type { ReviewNames } from './check-review.ts'
import { listed } from './listed.ts'
import type { Undecided } from './pack.ts'
import type { UndecidedFile } from './review-schemas.ts'
import type { YamlFile } from './yaml-file.ts'

/** Which events that could not be decided are looked at by people, as review.yaml says it. */
export function checkUndecided(
  file: YamlFile,
  spec: readonly UndecidedFile[],
  { settings, queues, policies }: Pick<ReviewNames, 'settings' | 'queues' | 'policies'>,
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
