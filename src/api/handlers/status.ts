import { ROUTES } from '../contract/routes.ts'
import type { Health, Readiness } from '../contract/service.ts'
import type { MakeHandler } from '../handler.ts'

/** Says that the process is alive. */
export const health: MakeHandler = () => () => ({ status: 'ok' }) satisfies Health

/** Says whether a decision could be made and stored just now, and in words why not. */
export const ready: MakeHandler = (parts) => (_request, reply) => {
  const store = parts.health()
  const why = [
    ...(store.ok ? [] : [store.why]),
    ...(parts.stopping.aborted ? ['The service is stopping.'] : []),
  ]
  if (why.length > 0) reply.code(503).header('retry-after', '1')
  reply.header('cache-control', 'no-store')
  return {
    ready: why.length === 0,
    ruleset: parts.engine.ruleset.id,
    why,
    notes: [...parts.notes()],
  } satisfies Readiness
}

/** Shows the metrics as Prometheus text. */
export const metrics: MakeHandler = (parts) => async (_request, reply) => {
  reply.header('content-type', ROUTES.metrics.replyType).header('cache-control', 'no-store')
  return parts.measures.text()
}
