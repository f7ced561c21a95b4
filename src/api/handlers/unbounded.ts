import type { FastifyRequest } from 'fastify'
import { refusal } from '../problem-error.ts'

/** Refuses whoever is bound to some worlds; `what` begins the sentence that says why. */
export function unbounded({ grant }: FastifyRequest, what: string): void {
  if (grant!.worlds === null) return
  throw refusal('world-not-allowed', `${what} all worlds, and whoever asks is bound to some.`)
}
