import type { EndpointId } from '../../core/ids.ts'
import type { PostResult } from './answer-kind.ts'
import { DISPATCH_DEFAULTS, type DispatchOptions, type DispatchParts } from './dispatch-options.ts'
import { type EndpointSender, endpointSender } from './endpoint-sender.ts'
import type { QueueFigures } from './ports.ts'

export interface Dispatcher {
  /** Looks at once for what is due. */
  wake(): void
  /** Tries so far, by what came of them. */
  readonly tries: ReadonlyMap<PostResult, number>
  /** As of the last upkeep. */
  readonly figures: QueueFigures
  /** Claims no more, waits for what is under way, gives the rest back. */
  stop(): Promise<void>
}

/** Sends what is queued, each endpoint by itself, until it is stopped. */
export function startDispatch(parts: DispatchParts, given: Partial<DispatchOptions> = {}): Dispatcher {
  const options = { ...DISPATCH_DEFAULTS, ...given }
  const senders = new Map<EndpointId, EndpointSender>()
  const tries = new Map<PostResult, number>()
  const count = (result: PostResult) => tries.set(result, (tries.get(result) ?? 0) + 1)
  let figures: QueueFigures = { waiting: 0, dead: 0, open: 0 }
  let stopping = false
  let troubled = false
  let wakeUp: (() => void) | undefined
  let woken = false
  let nextUpkeepMs = 0

  const looking = look()

  async function look(): Promise<void> {
    while (!stopping) {
      woken = false
      try {
        for (const id of await parts.queue.due(parts.now())) senderOf(id).go()
        if (parts.now() >= nextUpkeepMs) await keepUp()
        troubled = false
      } catch {
        // The store says itself that it is not there, and each message waits where it is.
        if (!troubled) parts.tell({ level: 'warn', message: 'webhooks wait: the queue cannot be read' })
        troubled = true
      }
      // Woken while it looked, it may have looked too early.
      if (!stopping && !woken) await pause(options.pollMs)
    }
  }

  async function keepUp(): Promise<void> {
    nextUpkeepMs = parts.now() + options.upkeepMs
    const { gaveUp, ...counted } = await parts.queue.upkeep(parts.now(), options)
    figures = counted
    if (gaveUp > 0)
      parts.tell({ level: 'warn', message: `${gaveUp} webhooks waited too long and are dead letters now` })
  }

  function senderOf(id: EndpointId): EndpointSender {
    let sender = senders.get(id)
    if (sender === undefined) {
      sender = endpointSender({ ...parts, count }, options, id)
      senders.set(id, sender)
    }
    return sender
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      timer.unref()
      wakeUp = done
      function done(): void {
        clearTimeout(timer)
        wakeUp = undefined
        resolve()
      }
    })
  }

  return {
    wake() {
      woken = true
      wakeUp?.()
    },
    tries,
    get figures() {
      return figures
    },
    async stop() {
      stopping = true
      wakeUp?.()
      await looking
      await Promise.all([...senders.values()].map((sender) => sender.stop()))
    },
  }
}
