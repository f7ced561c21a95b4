import type { Diagnostic } from './contract/diagnostic.ts'
import { type FieldProblem, type Problem, type ProblemName, problemOf } from './contract/problem.ts'

/** Thrown by handlers to answer with a problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>

  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.title)
    this.problem = problem
    this.headers = headers
  }
}

/** Makes a problem of a kind, to be thrown. */
export function refusal(
  name: ProblemName,
  detail: string,
  more: {
    field?: string
    wayOut?: string
    errors?: FieldProblem[]
    diagnostics?: Diagnostic[]
    headers?: Record<string, string>
  } = {},
): ProblemError {
  const { headers, ...rest } = more
  return new ProblemError(problemOf(name, detail, rest), headers)
}
