// A Haechi reduced to what sends webhooks, to be killed: node scripts/run.mjs bench/webhook-sender.ts DATABASE_URL
import { readAllowList } from '../src/enforcement/delivery/allow-list.ts'
import { startDispatch } from '../src/enforcement/delivery/dispatch.ts'
import { createPost } from '../src/enforcement/delivery/post-webhook.ts'
import { openStore } from '../src/store/open-store.ts'

const [databaseUrl = '', lease = '2000'] = process.argv.slice(2)
const store = await openStore({ databaseUrl }, { log: () => undefined })
const { post } = createPost({ allow: readAllowList('127.0.0.1'), timeoutMs: 1000 })
const dispatcher = startDispatch(
  { queue: store.delivery.queue, post, now: Date.now, random: Math.random, tell: () => undefined },
  {
    // Days as fractions of a second; all else is as it is.
    schedule: { delaysMs: [0, 10, 50, 100, 200, 300, 400, 500, 600, 700], jitter: 0.1, longestPauseMs: 100 },
    breaker: { failures: 10, firstHoldMs: 50, longestHoldMs: 200, busyHoldMs: 1 },
    ...{ leaseMs: Number(lease), tryMs: Number(lease) / 2, pollMs: 50, upkeepMs: 2000 },
  },
)
setInterval(() => undefined, 1000)
process.stdout.write('sending\n')
process.once('SIGTERM', async () => {
  await dispatcher.stop()
  await store.close()
  const { user, system } = process.cpuUsage()
  process.stdout.write(`${JSON.stringify({ cpuMs: (user + system) / 1000 })}\n`, () => process.exit(0))
})
