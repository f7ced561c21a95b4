import type pg from 'pg'
import type { DeliveryStore } from '../../enforcement/delivery/ports.ts'
import { type Connection, connectionPool } from '../connect.ts'
import type { HealthWatch } from '../health-watch.ts'
import { deliveryLog } from './delivery-log.ts'
import { deliveryQueue } from './delivery-queue.ts'
import { endpointLog } from './endpoint-log.ts'
import { reconciler } from './reconciler.ts'

/** Senders have connections of their own: a turn that waits for another process must hold up no reader. */
const SENDERS = 2

/** Endpoints, deliveries and their queue, on Postgres. */
export function deliveryStore(parts: {
  readonly connection: Connection
  readonly readers: pg.Pool
  readonly health: HealthWatch
  readonly lost: (fault: Error) => void
}): DeliveryStore & { end(): Promise<void> } {
  const { readers, health } = parts
  const senders = connectionPool(parts.connection, { max: SENDERS, lost: parts.lost })
  return {
    endpoints: endpointLog(readers, health),
    deliveries: deliveryLog(readers, health),
    queue: deliveryQueue(senders, health),
    reconciler: reconciler(readers, health),
    end: () => senders.end(),
  }
}
