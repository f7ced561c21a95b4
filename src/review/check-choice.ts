import { entityKind } from '../core/entity.ts'
import { didYouMean } from '../core/suggest.ts'
import type { Enforcement, Pack } from '../pack/pack.ts'
import { targetOf } from './effects-of.ts'
import type { AskedEnforcement, JobRecord, Judgement } from './ports.ts'

/** A field of a judgement that does not fit the pack: where, what, and the way out. */
export interface ChoiceProblem {
  readonly field: string
  readonly problem: string
  readonly wayOut: string
}

/** What is wrong with a judgement of a job, by the live pack and what the job's queue allows; empty: nothing. */
export function checkChoice(
  job: JobRecord,
  { choice, policies, enforcements }: Pick<Judgement, 'choice' | 'policies' | 'enforcements'>,
  pack: Pick<Pack, 'policies' | 'enforcements' | 'queues'>,
): ChoiceProblem[] {
  const problems: ChoiceProblem[] = []
  policies.forEach((id, i) => {
    if (!pack.policies.has(id))
      problems.push({
        field: `policies[${i}]`,
        problem: 'is no policy of the pack',
        wayOut: didYouMean(id, pack.policies.keys()),
      })
  })
  if (choice !== 'violates' && (enforcements.length > 0 || policies.length > 0))
    problems.push({
      field: enforcements.length > 0 ? 'enforcements' : 'policies',
      problem: `stands beside the choice ${choice}`,
      wayOut: 'choose violates, or send none',
    })
  enforcements.forEach((one, i) => {
    problems.push(...checkEnforcement(job, one, `enforcements[${i}]`, pack))
  })
  return problems
}

function checkEnforcement(
  job: JobRecord,
  asked: AskedEnforcement,
  field: string,
  { enforcements, queues }: Pick<Pack, 'enforcements' | 'queues'>,
): ChoiceProblem[] {
  const declared = enforcements.get(asked.name)
  if (declared === undefined) {
    const wayOut = didYouMean(asked.name, enforcements.keys())
    return [{ field: `${field}.name`, problem: 'is no enforcement of the pack', wayOut }]
  }
  const allowed = queues.get(job.queue)?.enforcements
  if (allowed !== undefined && !allowed.includes(asked.name))
    return [
      {
        field: `${field}.name`,
        problem: `is not allowed in the queue ${job.queue}`,
        wayOut: allowed.length === 0 ? 'choose none' : `choose one of ${allowed.join(', ')}`,
      },
    ]
  const target = targetOf(job, asked)
  if (target === undefined)
    return [
      { field: `${field}.on`, problem: `names no one: the job has no ${asked.on}`, wayOut: 'choose another' },
    ]
  if (declared.on !== undefined && entityKind(target) !== declared.on)
    return [
      {
        field: `${field}.on`,
        problem: `is no ${declared.on}, on which ${asked.name} acts`,
        wayOut: `choose the one of actor, target, session, item that is a ${declared.on}`,
      },
    ]
  return checkParams(declared, asked.with ?? {}, `${field}.with`)
}

function checkParams(
  { params }: Enforcement,
  given: NonNullable<AskedEnforcement['with']>,
  field: string,
): ChoiceProblem[] {
  const problems: ChoiceProblem[] = []
  for (const [name, value] of Object.entries(given)) {
    const param = params.get(name)
    if (param === undefined)
      problems.push({
        field: `${field}.${name}`,
        problem: 'is no parameter',
        wayOut: didYouMean(name, params.keys()),
      })
    else if (typeof value !== param.type)
      problems.push({
        field: `${field}.${name}`,
        problem: `is no ${param.type}`,
        wayOut: `send a ${param.type}`,
      })
    else if (param.oneOf !== undefined && !param.oneOf.some((one) => one === value))
      problems.push({
        field: `${field}.${name}`,
        problem: 'is none of the values',
        wayOut: param.oneOf.join(', '),
      })
  }
  for (const [name, { required, type }] of params)
    if (required && !Object.hasOwn(given, name))
      problems.push({ field: `${field}.${name}`, problem: 'is missing', wayOut: `send a ${type}` })
  return problems
}
