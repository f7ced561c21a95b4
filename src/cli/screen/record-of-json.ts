import type { z } from 'zod'
import { Event } from '../../core/event.ts'
import { eventOfText } from './event-of-text.ts'
import type { InputRecord, RecordOptions } from './input-record.ts'

/** A line of JSON as an event: an event as the API takes it, an object with a text, or a text alone. */
export function recordOfJson(text: string, line: number, options: RecordOptions): InputRecord {
  const bad = (why: string): InputRecord => ({ kind: 'bad', line, why })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return bad('not JSON')
  }
  if (typeof value === 'string') return { kind: 'event', line, event: eventOfText(value, options) }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return bad('neither a text nor an object')
  if ('data' in value) {
    const parsed = Event.safeParse({ type: options.type, ...value })
    return parsed.success ? { kind: 'event', line, event: parsed.data } : bad(whyNot(parsed.error))
  }
  const key = options.column ?? 'text'
  const said: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
  return typeof said === 'string'
    ? { kind: 'event', line, event: eventOfText(said, options) }
    : bad(`no event ("data") and no text ("${key}"; --column names another)`)
}

function whyNot(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue ? `${issue.path.join('.') || 'event'}: ${issue.message}` : 'not an event'
}
