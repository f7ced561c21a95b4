import type { Value } from '../core/value.ts'
import type { BoundSignal } from '../engine/bound-signal.ts'
import type { CompiledEventType, Ruleset } from '../engine/ruleset.ts'
import { asksElsewhere } from '../pack/asks-elsewhere.ts'
import type { GivenSignals } from '../pack/pack-test.ts'

/**
 * The same ruleset with signals that ask elsewhere answered by `given`, at once; one that is not given fails, as a
 * service that does not answer. So a test reaches nothing outside, and gives the same each time.
 */
export function answerSignals(ruleset: Ruleset, given: () => GivenSignals): Ruleset {
  const answered = (bound: BoundSignal, ofFile: boolean): BoundSignal => {
    const { signal } = bound
    if (signal.cost !== 'dear') return bound
    // What files hold is stated by the test, and its signals are asked, unless they are given.
    if (ofFile && !asksElsewhere(bound.spec)) {
      const isGiven = () => Object.hasOwn(given(), signal.name)
      const answer = () => given()[signal.name] as Value
      return {
        ...bound,
        signal: {
          ...signal,
          atOnce: (item, event) => (isGiven() ? answer() : signal.atOnce?.(item, event)),
          evaluate: (item, event, stop) =>
            isGiven() ? Promise.resolve(answer()) : signal.evaluate(item, event, stop),
        },
      }
    }
    return {
      ...bound,
      signal: {
        ...signal,
        cost: 'cheap',
        evaluate() {
          const answers = given()
          // A model of the lab that is not given: none serves yet, which is what a new deployment sees.
          if (signal.recorded !== undefined)
            return {
              ...(signal.recorded.again(undefined) as object),
              ...(answers[signal.name] as object),
            } as Value
          if (!Object.hasOwn(answers, signal.name)) throw new Error(`Signal "${signal.name}" is not given`)
          return answers[signal.name] as Value
        },
      },
    }
  }
  const eventTypes = new Map<string, CompiledEventType>()
  for (const [name, compiled] of ruleset.eventTypes)
    eventTypes.set(name, {
      ...compiled,
      signals: compiled.signals.map((bound) => answered(bound, isOfFile(compiled, bound))),
      freeFrames: [],
    })
  return { ...ruleset, eventTypes }
}

function isOfFile({ eventType }: CompiledEventType, { signal }: BoundSignal): boolean {
  return eventType.features.get(signal.of)?.media !== undefined
}
