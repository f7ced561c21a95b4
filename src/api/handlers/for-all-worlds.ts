import type { Handler } from '../handler.ts'
import { refusal } from '../problem-error.ts'

/** Messages of all worlds go to an endpoint, so whoever is bound to some has no say in them. */
export function forAllWorlds(request: Parameters<Handler>[0]): void {
  if (request.grant!.worlds === null) return
  throw refusal('world-not-allowed', 'Webhooks tell of all worlds, and the key is bound to some.')
}
