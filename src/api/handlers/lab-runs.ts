import type { LabRun } from '../../lab/run/lab-step.ts'
import type { BeginRunRequest, LabRunList, LabRunParams, LabRunQuery } from '../contract/lab-runs.ts'
import type { MakeHandler } from '../handler.ts'
import { askedOf } from '../lab/runs/asked-of.ts'
import { streamRun } from '../lab/runs/stream-run.ts'
import { wireRun } from '../lab/runs/wire-run.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const LISTED = 100
const WHAT = 'A run of the lab is of'

/** Takes a task on its way, in the background. */
export const beginLabRun: MakeHandler = (parts) => async (request, reply) => {
  unbounded(request, WHAT)
  const by = whoAsks(request.grant!, undefined)
  const asked = await orUnavailable(askedOf(parts, request.body as BeginRunRequest, by))
  const run = await orUnavailable(parts.runs.begin(asked, by))
  reply.code(202)
  return wireRun(run)
}

export const listLabRuns: MakeHandler = (parts) => async (request) => {
  const { task } = (request.query ?? {}) as LabRunQuery
  const runs = await orUnavailable(parts.runs.list(task, LISTED))
  return { runs: runs.map(wireRun) } satisfies LabRunList
}

export const labRun: MakeHandler = (parts) => async (request) =>
  wireRun(await runOf(parts, request.params as LabRunParams))

export const followLabRun: MakeHandler = (parts) => async (request, reply) => {
  await streamRun(parts, reply, await runOf(parts, request.params as LabRunParams))
  return reply
}

export const cancelLabRun: MakeHandler = (parts) => async (request) => {
  unbounded(request, WHAT)
  const run = await orUnavailable(parts.runs.cancel((request.params as LabRunParams).id))
  if (run === undefined) throw refusal('not-found', NO_RUN)
  return wireRun(run)
}

async function runOf({ runs }: Pick<ServerParts, 'runs'>, { id }: LabRunParams): Promise<LabRun> {
  const run = await orUnavailable(runs.get(id))
  if (run === undefined) throw refusal('not-found', NO_RUN)
  return run
}

const NO_RUN = 'There is no run of the lab with this id.'
