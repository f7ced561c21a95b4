import type { JudgedEvent } from '../core/event.ts'
import type { Value } from '../core/value.ts'
import type { Frame } from '../rules/frame.ts'

/** A frame over one event of the past, for code that explains rather than judges. */
export function frameOver(
  event: JudgedEvent,
  signals: Value[] = [],
  hasLabel: Frame['hasLabel'] = () => false,
): Frame {
  return {
    event,
    signals,
    readSignal: () => undefined,
    hasLabel,
    fired: NONE,
    firedCount: 0,
    unknown: NONE,
    unknownCount: 0,
  }
}

const NONE = new Int32Array(0)
