import { checkWritten } from '../../pack/check-written.ts'
import {
  type CheckConditionReply,
  type CheckConditionRequest,
  type CheckReply,
  CheckRequest,
} from '../contract/check.ts'
import type { MakeHandler } from '../handler.ts'
import { parseHere } from '../json/parse-aside.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { readLargeBody } from '../read-large-body.ts'
import { composeEdits } from '../rules/compose-edits.ts'
import { invalid } from '../screen-event.ts'
import { validatorOf } from '../validator.ts'
import { filesOfVersion } from '../versions/files-of-version.ts'
import { wrongFiles } from '../versions/wrong-files.ts'

const checkBody = validatorOf(CheckRequest)

/** Says what is wrong with a pack that nobody uses yet. */
export const check: MakeHandler = (parts) => async (request) => {
  const body = await readLargeBody(request.raw, parts.parseAside ?? parseHere)
  const { files, base, ...change } = body as CheckRequest
  const errors = checkBody(body) ?? (files && wrongFiles(files))
  if (errors) throw new ProblemError(invalid(errors))
  if (files !== undefined && (base ?? change.edits ?? change.changes) !== undefined)
    throw refusal('invalid-request', 'Send files, or edits and changes, and not both.', { field: 'files' })
  const on = files === undefined ? await filesOfVersion(parts, base) : undefined
  const checked = await parts.versions.check(on ? composeEdits(on.files, change).files : files!)
  return {
    base: on?.version.number ?? null,
    ok: checked.pack !== undefined,
    diagnostics: checked.diagnostics as CheckReply['diagnostics'],
  } satisfies CheckReply
}

/** Says what is wrong with one condition. */
export const checkCondition: MakeHandler = (parts) => (request) => {
  const { on, when, expression } = request.body as CheckConditionRequest
  const { eventTypes, worlds } = parts.engine.ruleset.pack
  const types = (typeof on === 'string' ? [on] : on).map((name) => {
    const one = eventTypes.get(name)
    if (one !== undefined) return one
    const wayOut = `One of: ${[...eventTypes.keys()].join(', ')}.`
    throw refusal('not-found', 'There is no event type of this name.', { field: 'on', wayOut })
  })
  const { type = null, reads, diagnostics, ...rest } = checkWritten(when, types, worlds, expression === true)
  return { ...rest, type, reads: [...reads], diagnostics: [...diagnostics] } satisfies CheckConditionReply
}
