import { hash32, isDrawn } from '../../../core/draw.ts'
import type { JudgedEvent } from '../../../core/event.ts'
import type { ServedModel, ServedTask } from './served-task.ts'

/**
 * The model that serves whoever acted: the canary for a share of accounts, drawn by a hash of account and model, so that
 * an account stays with one model while the share only grows; the live one for the others. Undefined: none.
 */
export function pickServed(served: ServedTask | undefined, event: JudgedEvent): ServedModel | undefined {
  if (served?.canary === undefined) return served?.live
  const { model, share } = served.canary
  return isInCanary(model.id, share, unitOf(event)) ? model : served.live
}

/** Whether a canary's model has its authority on this unit. */
export function isInCanary(model: string, share: number, unit: string): boolean {
  return isDrawn(Math.round(share * 10_000), hash32(model), unit)
}

/** Whom a canary is drawn by: the account, or what stands for it where nobody acted. As rules in canary do. */
export function unitOf(event: Pick<JudgedEvent, 'actor' | 'session' | 'id' | 'receivedAt'>): string {
  return event.actor ?? event.session ?? event.id ?? String(event.receivedAt)
}
