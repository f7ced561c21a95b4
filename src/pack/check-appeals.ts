import type { Diagnostic } from '../core/diagnostic.ts'
import type { Placed } from './check-names.ts'
import type { Declared } from './names.ts'
import type { AppealSettings, Queue } from './pack.ts'
import { APPEAL_DEFAULTS } from './people-defaults.ts'
import { AppealsFile, durationMs } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

/** Six months, whichever they are, have at most 184 days. */
const SIX_MONTHS_MS = 184 * 86_400_000

/** Reads appeals.yaml: how long a decision may be appealed, and who judges it. */
export function checkAppeals(
  file: YamlFile | undefined,
  queues: Declared<Placed<Queue>>,
  diagnostics: Diagnostic[],
): AppealSettings {
  if (file?.value === undefined || file.value === null) return APPEAL_DEFAULTS
  const spec = validate(AppealsFile, file, [], file.value, diagnostics)
  if (spec === undefined) return APPEAL_DEFAULTS
  const windowMs = spec.window === undefined ? APPEAL_DEFAULTS.windowMs : durationMs(spec.window)
  if (windowMs < SIX_MONTHS_MS)
    diagnostics.push({
      severity: 'warning',
      code: 'short-appeal-window',
      message: 'players have less than six months to appeal, which Art. 20 of the DSA gives them in the EU',
      place: file.place(['window']),
      wayOut: 'write window: 184d or longer, unless the DSA does not bind you',
    })
  if (spec.queue !== undefined) queues.find(spec.queue, file.place(['queue']))
  return { windowMs, queue: spec.queue }
}
