import type { ValueType } from '../core/value.ts'
import type { Declaration, LabelDeclaration, Scope } from '../rules/scope.ts'

const STRING = { kind: 'string' } as const
const INT = { kind: 'int' } as const
const BOOL = { kind: 'bool' } as const

/** What a route may ask of a job, beside `actor`, `target` and `session`; texts that nobody knows are empty. */
export const JOB_FACTS = {
  /** rule or report */
  kind: STRING,
  /** Id of the policy, and the first part of it. */
  policy: STRING,
  family: STRING,
  /** S0 to S4, of which S0 is the smallest, and the same as 0 to 4. */
  severity: STRING,
  level: INT,
  world: STRING,
  /** Event type. */
  type: STRING,
  verdict: STRING,
  /** That the rule asks for. */
  queue: STRING,
  /** The rule that asks for it. */
  rule: STRING,
  /** Code of the content's language. */
  language: STRING,
  /** What is judged: event, account, item and so on. */
  item: STRING,
  reports: INT,
  reach: INT,
  mass: BOOL,
  trusted: BOOL,
} as const satisfies Readonly<Record<string, ValueType>>

/** Every name that the condition of a route may use. */
export function jobScope(labels: ReadonlyMap<string, LabelDeclaration>): Scope {
  const facts = Object.entries(JOB_FACTS).map(
    ([name, type]): Declaration => ({
      name,
      type,
      optional: false,
      from: { kind: 'data', property: name },
    }),
  )
  const entities = (['actor', 'target', 'session'] as const).map(
    (name): Declaration => ({
      name,
      type: { kind: 'entity' },
      optional: true,
      from: { kind: 'envelope', property: name },
    }),
  )
  return {
    eventType: 'jobs',
    names: new Map([...facts, ...entities].map((one) => [one.name, one])),
    labels,
  }
}
