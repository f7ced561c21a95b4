import type { EventTypeFile } from './schemas.ts'
import { parseType } from './value-types.ts'

/** Names of the features that are files in some event type: signals that read them wait until these were looked at. */
export function mediaFeatures(events: readonly { readonly spec: EventTypeFile }[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { spec } of events)
    for (const [name, written] of Object.entries(spec.features)) {
      const parsed = parseType(typeof written === 'string' ? written : written.type)
      if (parsed.ok && parsed.media !== undefined) names.add(name)
    }
  return names
}
