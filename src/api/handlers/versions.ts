import {
  ApplyRequest,
  type RollbackRequest,
  type VersionList,
  type VersionsQuery,
} from '../contract/versions.ts'
import type { MakeHandler } from '../handler.ts'
import { parseHere } from '../json/parse-aside.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { readLargeBody } from '../read-large-body.ts'
import { invalid } from '../screen-event.ts'
import { validatorOf } from '../validator.ts'
import { appliedReply } from '../versions/applied-reply.ts'
import { wireVersion } from '../versions/wire-version.ts'
import { wrongFiles } from '../versions/wrong-files.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const PAGE = 100
const A_PACK = 'A pack judges the events of'

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
  unbounded(request, A_PACK)
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
  unbounded(request, A_PACK)
  const { to, why = '', base, by } = request.body as RollbackRequest
  const asked = parts.versions.rollBack({ to, why, base, by: whoAsks(request.grant!, by) })
  reply.code(201)
  return appliedReply(await orUnavailable(asked), base)
}
