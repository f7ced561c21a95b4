import type { ModelStore } from '../../lab/registry/ports.ts'

/**
 * The registry whose changes hold in this process before whoever asked for them is answered: a rollback is over when it
 * is said to be. Other processes hear of it by the database.
 */
export function wakeOnModels(models: ModelStore, look: () => Promise<void>): ModelStore {
  return {
    ...models,
    async change(id, plan, nowMs) {
      const changed = await models.change(id, plan, nowMs)
      // What was written stands, whether or not it can be read back just now: the rounds look again.
      if (changed?.ok === true) await look().catch(() => undefined)
      return changed
    },
  }
}
