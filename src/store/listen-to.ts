import pg from 'pg'
import type { Connection } from './connect.ts'

/** How long it is waited before a connection that was lost is made anew, in ms. */
const AGAIN_MS = 1000

/**
 * Listens for what is told on a channel on a connection of its own, and calls `heard` for each, and once whenever the connection
 * was made, as what happened before is not told. The look-out of the rounds finds what is missed meanwhile.
 */
export function listenTo(
  channel: string,
  connection: Connection,
  heard: () => void,
): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function open(): Promise<void> {
    const own = new pg.Client({ ...connection, keepAlive: true, application_name: 'haechi listens' })
    client = own
    own.on('error', lost)
    own.on('end', lost)
    own.on('notification', heard)
    await own.connect()
    await own.query(`listen ${channel}`)
    if (!stopped) heard()
  }

  function lost(): void {
    if (stopped || timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      const old = client
      old?.removeAllListeners()
      old?.on('error', () => undefined)
      void old?.end().catch(() => undefined)
      open().catch(lost)
    }, AGAIN_MS)
    timer.unref()
  }

  open().catch(lost)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
