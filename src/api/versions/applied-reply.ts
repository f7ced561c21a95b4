import { oneLine } from '../../core/diagnostic.ts'
import type { AppliedReply } from '../contract/versions.ts'
import { refusal } from '../problem-error.ts'
import type { Applied } from './versions.ts'
import { wireVersion } from './wire-version.ts'

/** What somebody who made a version is answered with; throws the problem when it came to nothing. */
export function appliedReply(applied: Applied, base: number | undefined): AppliedReply {
  if (applied.ok)
    return { version: wireVersion(applied.version), warnings: applied.warnings as AppliedReply['warnings'] }
  switch (applied.reason) {
    case 'conflict': {
      const { number, appliedBy, appliedAt, why, via } = applied.live
      const done = via === 'rollback' ? 'rolled back' : 'applied'
      throw refusal(
        'version-conflict',
        `Version ${number} is live, not ${base}: ${done} by ${appliedBy} at ${appliedAt} ("${why}").`,
        { field: 'base' },
      )
    }
    case 'errors': {
      const { errors } = applied
      const more = errors.length > 1 ? `, and ${errors.length - 1} more` : ''
      throw refusal('pack-errors', `${oneLine(errors[0]!)}${more}.`, {
        diagnostics: errors as AppliedReply['warnings'],
      })
    }
    case 'no-version':
      throw refusal('not-found', applied.detail, { wayOut: 'GET /v1/versions lists what there is.' })
  }
}
