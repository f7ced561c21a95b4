import type { Problem, ProblemName } from '../../api/contract/problem.ts'

/** A request that came to nothing. */
export class AskError extends Error {
  override readonly name = 'AskError'
  readonly kind: ProblemName | 'unreachable' | 'stopped'
  /** What the service said; undefined when it was not reached. */
  readonly problem: Problem | undefined

  constructor(kind: AskError['kind'], message: string, problem?: Problem) {
    super(message)
    this.kind = kind
    this.problem = problem
  }
}

const URN = 'urn:haechi:problem:'

/** The error of a reply that is a refusal. */
export function errorOf(status: number, text: string): AskError {
  try {
    const problem = JSON.parse(text) as Problem
    if (problem.type.startsWith(URN))
      return new AskError(problem.type.slice(URN.length) as ProblemName, problem.detail, problem)
  } catch {}
  return new AskError('unreachable', `status ${status}`)
}
