import { setImmediate } from 'node:timers/promises'
import type { FieldProblem } from '../../api/contract/problem.ts'
import { Event } from '../../core/event.ts'
import { compileRuleset } from '../../engine/compile-ruleset.ts'
import { createEngine } from '../../engine/engine.ts'
import type { Pack } from '../../pack/pack.ts'
import type { ModelHost } from '../../signals/models/model-host.ts'
import type { CliAdapters } from '../adapters.ts'
import type { Answer, Judge } from './answer.ts'

/** How many events are judged before Ctrl-C and the terminal get their turn. */
const TURN = 200

/** A judge in this process; nothing is stored and nothing has effect. */
export function judgeLocal(
  pack: Pack,
  models: ModelHost,
  { clock, ids }: Pick<CliAdapters, 'clock' | 'ids'>,
): Judge {
  const engine = createEngine({ ruleset: compileRuleset(pack, undefined, models), clock, ids })
  return async function* (events, signal) {
    let judged = 0
    for await (const input of events) {
      if (++judged % TURN === 0) await setImmediate()
      if (signal.aborted) return
      const parsed = Event.safeParse(input)
      if (!parsed.success) {
        const problems = parsed.error.issues.map(({ path, message }) => ({
          field: path.join('.'),
          problem: message,
        }))
        yield refused(problems)
        continue
      }
      const result = await engine.judge(parsed.data)
      if (!result.ok) {
        yield refused(result.problems)
        continue
      }
      const { verdict, masked, reasons, unknown, ruleset, latencyMs } = result.decision
      const shown = masked === undefined ? {} : { masked }
      yield { kind: 'reply', reply: { verdict, ...shown, reasons, unknown, ruleset, latencyMs } }
    }
  }
}

function refused(problems: readonly FieldProblem[]): Answer {
  const first = problems[0]
  return {
    kind: 'problem',
    problem: {
      title: 'The request does not fit',
      status: 400,
      detail: first ? `${first.field}: ${first.problem}` : 'The event does not fit the pack',
      ...(first && { field: first.field }),
      wayOut: first?.wayOut ?? 'Mend the event.',
      errors: problems.map(({ field, problem, wayOut }) => ({
        field,
        problem,
        ...(wayOut === undefined ? {} : { wayOut }),
      })),
    },
  }
}
