import { EventFrame } from '../engine/event-frame.ts'
import type { EventMemory } from '../engine/event-memory.ts'
import type { LiveMemory } from '../engine/live-memory.ts'
import type { Memory } from '../engine/memory.ts'
import type { CompiledEventType } from '../engine/ruleset.ts'

/** Shown each event just before it is judged, in a frame of its own that sees what the rules see. */
export type Onlooker = (compiled: CompiledEventType, frame: EventFrame) => void

/** The same memory, with somebody looking on. */
export function watchMemory(memory: LiveMemory, look: Onlooker): LiveMemory {
  const watched = (inner: Memory): Memory => ({
    of(compiled) {
      const own = inner.of(compiled)
      const { earlier: take } = own
      let earlier: EventFrame['earlier']
      return {
        ...(take && {
          earlier(event) {
            earlier = take(event)
            return earlier
          },
        }),
        remember(frame) {
          const forget = own.remember(frame)
          look(compiled, copyOf(compiled, frame.event, frame.signals, own, earlier))
          return forget
        },
        hasLabel: own.hasLabel,
      }
    },
  })
  return { ...memory, ...watched(memory), reading: watched(memory.reading) }
}

/** A frame over the same event and counters, whose signals are computed anew: what it reads disturbs nobody. */
function copyOf(
  { signals, counters }: CompiledEventType,
  event: EventFrame['event'],
  values: EventFrame['signals'],
  memory: EventMemory,
  earlier: EventFrame['earlier'],
): EventFrame {
  const copy = new EventFrame(signals, counters.length, 0)
  copy.event = event
  copy.memory = memory
  copy.earlier = earlier
  for (let slot = signals.length; slot < values.length; slot++) copy.signals[slot] = values[slot]!
  return copy
}
