import type { AnnotateRequest } from '../../api/contract/annotate.ts'
import type { JobView } from '../../api/contract/jobs.ts'
import { CliFailure } from '../failure.ts'

type Chosen = NonNullable<AnnotateRequest['enforcements']>[number]

/**
 * Reads `mute`, `mute=10m` and `mute@target=10m`. Without `@`, it falls on the first of actor, target, session and
 * item that is of the kind that the enforcement acts on. `given` are `mute.PARAM=VALUE`. Throws a usage failure.
 */
export function chosenEnforcements(
  job: JobView,
  asked: readonly string[],
  given: readonly string[],
): Chosen[] {
  const params = given.map((text) => {
    const match = /^([a-z0-9_.-]+)\.([a-z0-9_]+)=(.*)$/.exec(text)
    if (match === null) throw new CliFailure('usage', `--with ${text} is not NAME.PARAM=VALUE`)
    return { name: match[1]!, param: match[2]!, value: match[3]! }
  })
  return asked.map((text): Chosen => {
    const match = /^([a-z0-9_.-]+)(?:@(actor|target|session|item))?(?:=(.+))?$/.exec(text)
    if (match === null)
      throw new CliFailure('usage', `--enforce ${text} is not NAME, NAME=10m or NAME@target=10m`)
    const [, name = '', on, length] = match
    const mine = params.filter((one) => one.name === name)
    return {
      name,
      on: (on as Chosen['on'] | undefined) ?? whom(job, name),
      ...(length === undefined ? {} : { for: length }),
      ...(mine.length === 0
        ? {}
        : {
            with: Object.fromEntries(mine.map(({ param, value }) => [param, typed(job, name, param, value)])),
          }),
    }
  })
}

function whom(job: JobView, name: string): Chosen['on'] {
  const kind = job.enforcements.find((one) => one.name === name)?.on ?? null
  const entities = { actor: job.actor, target: job.target, session: job.session, item: job.entity }
  const fits = (Object.keys(entities) as (keyof typeof entities)[]).find((on) => {
    const entity = entities[on]
    return entity !== null && (kind === null || entity.startsWith(`${kind}:`))
  })
  return fits ?? 'actor'
}

/** A value in the type that the pack declares; the service says what is wrong with others. */
function typed(job: JobView, name: string, param: string, value: string): string | number | boolean {
  const type = job.enforcements.find((one) => one.name === name)?.params[param]?.type
  if (type === 'number' && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value)
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}
