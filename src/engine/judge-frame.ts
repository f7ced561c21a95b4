import type { JudgedEvent } from '../core/event.ts'
import type { Value } from '../core/value.ts'
import { NOT_READ } from '../rules/frame.ts'
import { noteSeen } from '../signals/media/seen-pictures.ts'
import { ModelFault } from '../signals/models/model-fault.ts'
import { EventFrame } from './event-frame.ts'
import type { EventMemory } from './event-memory.ts'
import type { CompiledEventType, Ruleset } from './ruleset.ts'

/** What judges events of this type. Throws on an event that the ruleset's decoder has not passed. */
export function eventTypeOf(ruleset: Ruleset, event: JudgedEvent): CompiledEventType {
  const compiled = ruleset.eventTypes.get(event.type)
  if (compiled === undefined)
    throw new Error(`Ruleset ${ruleset.id} has no event type "${event.type}": decode first`)
  return compiled
}

/** A frame with the first stage done: every rule judged by features and cheap signals. Release it after use. */
export function firstStage(compiled: CompiledEventType, event: JudgedEvent, memory: EventMemory): EventFrame {
  const frame = freeFrame(compiled)
  frame.event = event
  frame.memory = memory
  frame.earlier = memory.earlier?.(event)
  memory.remember(frame)
  compiled.program.run(frame)
  return frame
}

/** A frame that serves no event yet. */
export function freeFrame({ freeFrames, signals, counters, rules }: CompiledEventType): EventFrame {
  return freeFrames.pop() ?? new EventFrame(signals, counters.length, rules.length)
}

/** Gives the frame back for another event. */
export function release(compiled: CompiledEventType, frame: EventFrame): void {
  frame.release()
  compiled.freeFrames.push(frame)
}

/** The dear signals that rules still undecided asked for. */
export function wantedSlots(compiled: CompiledEventType, frame: EventFrame): number[] {
  if (frame.wanted.size === 0) return []
  const slots = new Set<number>()
  for (let i = 0; i < frame.unknownCount; i++) {
    const rule = frame.unknown[i]!
    const { worlds } = compiled.rules[rule]!
    if (worlds !== undefined && !worlds.has(frame.event.world)) continue
    for (const slot of compiled.program.signalsOf(rule)) if (frame.wanted.has(slot)) slots.add(slot)
  }
  return [...slots]
}

/**
 * Waits for dear signals, each within its own deadline and all at once, and judges the undecided rules again;
 * until no rule asks for another. A signal that fails or is late leaves its slot missing and is noted as failed.
 */
export async function secondStage(compiled: CompiledEventType, frame: EventFrame): Promise<void> {
  for (let slots = wantedSlots(compiled, frame); slots.length > 0; slots = wantedSlots(compiled, frame)) {
    await Promise.all(slots.map((slot) => fetchSignal(compiled, frame, slot)))
    const undecided: number[] = []
    let kept = 0
    for (let i = 0; i < frame.unknownCount; i++) {
      const rule = frame.unknown[i]!
      if (compiled.program.signalsOf(rule).some((slot) => slots.includes(slot))) undecided.push(rule)
      else frame.unknown[kept++] = rule
    }
    frame.unknownCount = kept
    compiled.program.rerun(frame, undecided)
  }
  frame.fired.subarray(0, frame.firedCount).sort()
  frame.unknown.subarray(0, frame.unknownCount).sort()
}

async function fetchSignal(compiled: CompiledEventType, frame: EventFrame, slot: number): Promise<void> {
  const { signal, spec } = compiled.signals[slot]!
  frame.wanted.delete(slot)
  const item = frame.item(signal.of)
  if (signal.cost !== 'dear' || item === undefined) return
  const modelThen = spec.model && frame.memory?.modelThen
  if (modelThen !== undefined) {
    const then = modelThen(spec.model!.name)
    if (signal.recorded !== undefined && then?.failed === undefined)
      frame.signals[slot] = signal.recorded.again(then)
    else if (then?.scores !== undefined) frame.signals[slot] = then.scores
    else {
      frame.failed.add(slot)
      if (then?.failed !== undefined) frame.failures.set(slot, then.failed)
    }
    return
  }
  const mediaThen = signal.seen === undefined ? undefined : frame.memory?.mediaThen
  if (mediaThen !== undefined) {
    const then = mediaThen(signal.name)
    if (then?.value === undefined) frame.failed.add(slot)
    else {
      noteSeen(item, signal.name, then.seen)
      frame.signals[slot] = then.value as Value
    }
    return
  }
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<typeof NOT_READ>((resolve) => {
    timer = setTimeout(() => {
      stop.abort()
      resolve(NOT_READ)
    }, spec.deadlineMs)
  })
  try {
    // A signal that ignores its abort must not hold the event either: whichever comes first counts.
    const value = await Promise.race([signal.evaluate(item, frame.event, stop.signal), late])
    if (value === NOT_READ || value === undefined) {
      frame.failed.add(slot)
      if (value === NOT_READ && spec.model !== undefined) frame.failures.set(slot, 'late')
    } else frame.signals[slot] = value
  } catch (fault) {
    frame.failed.add(slot)
    if (spec.model !== undefined) frame.failures.set(slot, fault instanceof ModelFault ? fault.why : 'failed')
  } finally {
    clearTimeout(timer)
  }
}
