import { filesOf } from '../../pack/check-pack.ts'
import { diffPacks } from '../../pack/diff-packs.ts'
import type { PackFiles } from '../../pack/pack.ts'
import {
  type AppliedEditsReply,
  ApplyEditsRequest,
  type DifferenceQuery,
  type DifferenceReply,
  type EditReply,
  EditRequest,
  type Promotion,
} from '../contract/rule-edits.ts'
import type { MakeHandler } from '../handler.ts'
import { parseHere } from '../json/parse-aside.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { readLargeBody } from '../read-large-body.ts'
import { composeEdits } from '../rules/compose-edits.ts'
import { noteConfirmed } from '../rules/note-confirmed.ts'
import { promotions } from '../rules/promotions.ts'
import { invalid } from '../screen-event.ts'
import { validatorOf } from '../validator.ts'
import { appliedReply } from '../versions/applied-reply.ts'
import { fileChanges } from '../versions/file-changes.ts'
import { filesOfVersion } from '../versions/files-of-version.ts'
import { wireChange } from '../versions/wire-change.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const checkEdit = validatorOf(EditRequest)
const checkApply = validatorOf(ApplyEditsRequest)

/** Writes a change into the files of the pack, and says what it comes to. */
export const editRules: MakeHandler = (parts) => async (request) => {
  const body = await readLargeBody(request.raw, parts.parseAside ?? parseHere)
  const errors = checkEdit(body)
  if (errors) throw new ProblemError(invalid(errors))
  const { base, ...change } = body as EditRequest
  const before = await filesOfVersion(parts, base)
  const { files, changed } = composeEdits(before.files, change)
  const checked = await parts.versions.check(files)
  const live = await packOf(parts, before.files)
  const { pack } = checked
  return {
    base: before.version.number,
    files: changed,
    before: Object.fromEntries(Object.keys(changed).map((path) => [path, before.files[path] ?? null])),
    ok: pack !== undefined,
    diagnostics: checked.diagnostics as EditReply['diagnostics'],
    difference: pack && live ? diffPacks(live, pack).map(wireChange) : null,
    promotions: pack && live ? await promotions(parts, request.grant!, live, pack) : [],
    leavesFolder: parts.versions.followsFolder,
  } satisfies EditReply
}

/** Makes a change of rules or policies live. */
export const applyRules: MakeHandler = (parts) => async (request, reply) => {
  unbounded(request, 'A rule judges the events of')
  const body = await readLargeBody(request.raw, parts.parseAside ?? parseHere)
  const errors = checkApply(body)
  if (errors) throw new ProblemError(invalid(errors))
  const { base, why, by, confirmed = false, ...change } = body as ApplyEditsRequest
  const grant = request.grant!
  const { versions } = parts
  const before = await filesOfVersion(parts, base)
  const { files, changed } = composeEdits(before.files, change)
  if (Object.keys(changed).length === 0)
    throw refusal('cannot-edit', 'Nothing would change.', { wayOut: 'look at the rule as it is now' })
  // What was made on another version than the live one is refused there, and so is what does not check.
  let promoted: Promotion[] = []
  if (base === versions.latest.number) {
    const [live, { pack }] = [await packOf(parts, before.files), await versions.check(files)]
    if (live && pack) promoted = await promotions(parts, grant, live, pack)
    const concerns = promoted.flatMap((one) => one.concerns.map(({ sentence }) => `${one.rule}: ${sentence}`))
    if (concerns.length > 0) {
      if (!confirmed) throw needsConfirming(concerns)
      await orUnavailable(noteConfirmed(parts.audit, grant, { base, why, promoted }))
    }
  }
  const leftFolder = versions.followsFolder
  const applied = await orUnavailable(versions.apply({ files, why, base, by: whoAsks(grant, by) }))
  reply.code(201)
  return { ...appliedReply(applied, base), promotions: promoted, leftFolder } satisfies AppliedEditsReply
}

/** Says what a version changed of another. */
export const versionDifference: MakeHandler = (parts) => async (request) => {
  const to = await filesOfVersion(parts, Number((request.params as { number: string }).number))
  const { from } = request.query as DifferenceQuery
  const other = from === undefined ? to.version.base : Number(from)
  const before = other === 0 ? { files: {} } : await filesOfVersion(parts, other)
  const old = await packOf(parts, before.files)
  const now = await packOf(parts, to.files)
  return {
    from: other,
    to: to.version.number,
    changes: old && now ? diffPacks(old, now).map(wireChange) : null,
    files: fileChanges(before.files, to.files),
  } satisfies DifferenceReply
}

/** The pack of a version's files; the one that judges is there already. */
async function packOf({ engine, versions }: ServerParts, files: PackFiles) {
  const { pack } = engine.ruleset
  return files === filesOf(pack) ? pack : (await versions.check(files)).pack
}

function needsConfirming(concerns: readonly string[]): ProblemError {
  const more = concerns.length > 1 ? ` (and ${concerns.length - 1} more)` : ''
  return refusal('needs-confirming', `${concerns[0]}${more}`, {
    field: 'confirmed',
    errors: concerns.map((problem) => ({ field: 'edits', problem })),
  })
}
