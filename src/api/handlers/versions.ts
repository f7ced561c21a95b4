import { READ_LIMITS } from '../../pack/read-pack.ts'
import { wrongPath } from '../../pack/wrong-path.ts'
import type { FieldProblem } from '../contract/problem.ts'
import {
  type AppliedReply,
  ApplyRequest,
  type RollbackRequest,
  type Version,
  type VersionList,
  type VersionsQuery,
} from '../contract/versions.ts'
import type { MakeHandler } from '../handler.ts'
import { parseHere } from '../json/parse-aside.ts'
import type { VersionRecord } from '../ports.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { readLargeBody } from '../read-large-body.ts'
import { invalid } from '../screen-event.ts'
import { validatorOf } from '../validator.ts'
import type { Applied } from '../versions/versions.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100

/** Lists the packs that went live, newest first. */
export const listVersions: MakeHandler = (parts) => async (request) => {
  const { before, limit } = request.query as VersionsQuery
  const { versions } = parts
  const page = await orUnavailable(
    versions.list(
      limit === undefined ? PAGE : Number(limit),
      before === undefined ? undefined : Number(before),
    ),
  )
  return { live: versions.latest.number, versions: page.map(wireVersion) } satisfies VersionList
}

/** Shows a version with its files. */
export const version: MakeHandler = (parts) => async (request, reply) => {
  const { number } = request.params as { number: string }
  const { versions } = parts
  const found = await orUnavailable(versions.get(Number(number)))
  if (!found) throw refusal('not-found', `There is no version ${number}.`)
  const { files } = found
  const live = found.version.number === versions.latest.number
  reply.header('content-type', 'application/json; charset=utf-8')
  // The files are JSON as they are kept: neither parsed nor written anew.
  return `{"version":${JSON.stringify(wireVersion(found.version))},"live":${live},"files":${files}}`
}

const checkApply = validatorOf(ApplyRequest)

/** Makes a pack live. */
export const apply: MakeHandler = (parts) => async (request, reply) => {
  const body = await readLargeBody(request.raw, parts.parseAside ?? parseHere)
  const errors = checkApply(body) ?? wrongFiles((body as ApplyRequest).files)
  if (errors) throw new ProblemError(invalid(errors))
  const { files, why, base, by } = body as ApplyRequest
  const applied = parts.versions.apply({ files, why, base, by: whoAsks(request.grant!, by) })
  reply.code(201)
  return appliedReply(await orUnavailable(applied), base)
}

/** Brings an earlier version back. */
export const rollback: MakeHandler = (parts) => async (request, reply) => {
  const { to, why = '', base, by } = request.body as RollbackRequest
  const asked = parts.versions.rollBack({ to, why, base, by: whoAsks(request.grant!, by) })
  reply.code(201)
  return appliedReply(await orUnavailable(asked), base)
}

/** The form in which versions leave the service. */
function wireVersion({ base, restores, ...rest }: VersionRecord): Version {
  return { ...rest, base: base === 0 ? null : base, ...(restores === undefined ? {} : { restores }) }
}

function appliedReply(applied: Applied, base: number | undefined): AppliedReply {
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
      const { file, line, column } = errors[0]!.place
      throw refusal('pack-errors', `${file}:${line}:${column}: ${errors[0]!.message}${more}.`, {
        diagnostics: errors as AppliedReply['warnings'],
      })
    }
    case 'no-version':
      throw refusal('not-found', applied.detail, { wayOut: 'GET /v1/versions lists what there is.' })
  }
}

/** More problems than these help nobody. */
const MOST_PROBLEMS = 20

function wrongFiles(files: ApplyRequest['files']): FieldProblem[] | undefined {
  const paths = Object.keys(files)
  if (paths.length > READ_LIMITS.maxFiles)
    return [{ field: 'files', problem: `has more than ${READ_LIMITS.maxFiles} files`, wayOut: 'send fewer' }]
  const problems: FieldProblem[] = []
  for (const [i, path] of paths.entries()) {
    const wrong = wrongPath(path)
    if (wrong === undefined) continue
    // The path itself may be anything, so it is told by its place.
    problems.push({
      field: `files[${i}]`,
      problem: `has a path that ${wrong}`,
      wayOut: 'send paths such as rules/chat.yaml',
    })
    if (problems.length === MOST_PROBLEMS) break
  }
  return problems.length > 0 ? problems : undefined
}
