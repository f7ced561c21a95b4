import type { LiveAlarm } from '../contract/live.ts'
import type { QueueView } from '../contract/queues.ts'
import type { Grant } from '../keyring.ts'

/** What is out of order in the service, whoever asks. */
export interface Troubles {
  /** Why nothing can be stored just now. */
  readonly why: readonly string[]
  readonly notes: readonly string[]
  readonly endpoints: readonly (LiveAlarm & { readonly kind: 'endpoint' })[]
  readonly aside: readonly (LiveAlarm & { readonly kind: 'aside' })[]
  readonly rules: readonly (LiveAlarm & { readonly kind: 'rule' })[]
}

/** The alarms that concern whoever asks, the gravest first: what they could not look up by themselves they are not told. */
export function alarmsOf(
  { why, notes, endpoints, aside, rules }: Troubles,
  queues: readonly QueueView[],
  grant: Pick<Grant, 'may' | 'worlds'>,
): LiveAlarm[] {
  // Webhooks and effects put aside tell of all worlds.
  const seesDelivery = grant.may('enforcement.read') && grant.worlds === null
  const late = queues.filter(({ breached }) => breached > 0)
  return [
    ...why.map((one) => ({ kind: 'store', why: one }) as const),
    ...(seesDelivery ? [...aside, ...endpoints] : []),
    ...late.map(({ queue, breached }) => ({ kind: 'queue', queue, breached }) as const),
    ...(grant.may('read') ? [...notes.map((text) => ({ kind: 'note', text }) as const), ...rules] : []),
  ]
}
