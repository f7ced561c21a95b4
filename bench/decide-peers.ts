import zen from '@gorules/zen-engine'
import { Environment } from '@marcbachmann/cel-js'
import { Engine } from 'json-rules-engine'
import type { JudgedEvent } from '../src/core/event.ts'
import { celLeaf, FEATURES, type Leaf, type NeutralRule, writeRule } from './rule-world.ts'

/** Another rule engine: prepared once, then given events; answers how many rules fired in all. */
export interface Peer {
  readonly name: string
  /** How many events it is timed on. */
  readonly events: number
  prepare(
    rules: readonly NeutralRule[],
  ): Promise<(events: readonly JudgedEvent[]) => number | Promise<number>>
}

export const DECIDE_PEERS: readonly Peer[] = [
  {
    name: '@marcbachmann/cel-js',
    events: 100_000,
    async prepare(rules) {
      const environment = new Environment()
      environment.registerVariable('event_type', 'string')
      // A JavaScript number is a double there.
      for (const [name, type] of Object.entries(FEATURES))
        environment.registerVariable(name, type === 'int' ? 'double' : type)
      const leaf = (one: Leaf) =>
        typeof one.value === 'number' && Number.isInteger(one.value) && FEATURES[one.feature] === 'int'
          ? `${celLeaf(one)}.0`
          : celLeaf(one)
      const programs = rules.map((rule) =>
        environment.parse(`${gate(rule, '==', ' || ')} && ${writeRule(rule, leaf)}`),
      )
      return (events) => {
        let fired = 0
        for (const event of events) {
          const facts = { ...event.data, event_type: event.type }
          for (const program of programs) if (program(facts) === true) fired++
        }
        return fired
      }
    },
  },
  {
    name: '@gorules/zen-engine',
    events: 10_000,
    async prepare(rules) {
      const leaf = (one: Leaf) =>
        one.op === 'contains'
          ? `contains(${one.feature}, ${JSON.stringify(one.value)})`
          : `${one.feature} ${one.op} ${JSON.stringify(one.value)}`
      const all = rules.map(
        (rule) => `(${gate(rule, '==', ' or ')} and ${writeRule(rule, leaf, ' and ', ' or ')})`,
      )
      const expression = `[${all.join(', ')}]`
      return (events) => {
        let fired = 0
        for (const event of events) {
          const results = zen.evaluateExpressionSync(expression, {
            ...event.data,
            event_type: event.type,
          }) as boolean[]
          for (const result of results) if (result) fired++
        }
        return fired
      }
    },
  },
  {
    name: 'json-rules-engine',
    events: 3_000,
    async prepare(rules) {
      const engine = new Engine()
      engine.addOperator('textContains', (fact: string, value: string) => fact.includes(value))
      const operators = { '<': 'lessThan', '>': 'greaterThan', '==': 'equal', contains: 'textContains' }
      const leaf = ({ feature, op, value }: Leaf) => ({ fact: feature, operator: operators[op], value })
      for (const rule of rules)
        engine.addRule({
          conditions: {
            all: [
              { fact: 'event_type', operator: 'in', value: [...rule.on] },
              ...rule.all.map(leaf),
              ...(rule.any.length ? [{ any: rule.any.map(leaf) }] : []),
            ],
          },
          event: { type: rule.id },
        })
      return async (events) => {
        let fired = 0
        for (const event of events)
          fired += (await engine.run({ ...event.data, event_type: event.type })).events.length
        return fired
      }
    },
  },
]

/** What one would write by hand for exactly these rules: a function for each event type, nothing but a count. */
export function handCompiled(rules: readonly NeutralRule[]): (event: JudgedEvent) => number {
  const leaf = ({ feature, op, value }: Leaf) =>
    op === 'contains'
      ? `d.${feature}.includes(${JSON.stringify(value)})`
      : `d.${feature} ${op === '==' ? '===' : op} ${JSON.stringify(value)}`
  const types = [...new Set(rules.flatMap((rule) => rule.on))]
  const functions = new Map<string, (data: JudgedEvent['data']) => number>()
  for (const type of types) {
    const lines = rules
      .filter((rule) => rule.on.includes(type))
      .map((rule) => `if (${writeRule(rule, leaf)}) n++`)
    functions.set(
      type,
      new Function('d', `let n = 0\n${lines.join('\n')}\nreturn n`) as (data: JudgedEvent['data']) => number,
    )
  }
  return (event) => functions.get(event.type)!(event.data)
}

function gate(rule: NeutralRule, equals: string, or: string): string {
  return `(${rule.on.map((type) => `event_type ${equals} ${JSON.stringify(type)}`).join(or)})`
}
