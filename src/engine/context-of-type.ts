import type { ContextOfType } from './conversations.ts'
import type { CompiledEventType } from './ruleset.ts'

/** What the signals of an event type read of earlier messages together; undefined: nothing. */
export function contextOfType({ signals, eventType }: CompiledEventType): ContextOfType | undefined {
  const { content, keep } = eventType
  const asked = signals.flatMap(({ signal, onContent }) => (onContent && signal.context) || [])
  if (content === undefined || asked.length === 0) return undefined
  return {
    content,
    of: new Set(asked.map(({ of }) => of)),
    last: Math.max(...asked.map(({ last }) => last)),
    // Not longer than the content may be kept at all.
    withinMs: Math.min(keep.contentMs, Math.max(...asked.map(({ withinMs }) => withinMs))),
  }
}
