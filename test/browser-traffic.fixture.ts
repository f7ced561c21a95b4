import { join } from 'node:path'
import type { Client } from '../src/client/client.ts'
import { runDemo } from '../src/demo/run-demo.ts'
import type { Receiver } from './delivery-tools.fixture.ts'
import { until } from './store-tools.fixture.ts'

export interface SeededTraffic {
  /** What the demo wrote: its events with their truth. */
  readonly linesFile: string
  readonly some: {
    readonly endpoint: string
    readonly awayEndpoint: string
    readonly rule: string
    readonly shadowRule: string
    readonly decision: string
    readonly account: string
  }
}

/** Nobody listens at port 9 of any machine of ours. */
const AWAY = 'http://127.0.0.1:9/hooks'
/** Said three times in one message, it is certain to bring a strike, a mute, a job and a statement of reasons. */
const BARRAGE = 'you idiot, you moron, you loser'
const RINGLEADER = 'account:ringleader'

/** Endpoints, then a simulated world: most of it in the last days, the rest just now. */
export async function seedTraffic(
  deps: { readonly client: Client; readonly receiver: Receiver; readonly dataDir: string },
  events: number,
): Promise<SeededTraffic> {
  const { client, receiver, dataDir } = deps
  const here = await client.endpoints.add({ url: receiver.url, description: 'Game servers' })
  receiver.secret = here.secret
  const away = await client.endpoints.add({ url: AWAY, description: 'The old backend' })
  const linesFile = join(dataDir, '..', 'world.jsonl')
  const past = await runDemo({ days: 2, count: Math.ceil(events * 0.7) }, { client })
  const now = await runDemo({ rate: 0, count: Math.ceil(events * 0.3), seed: 2, out: linesFile }, { client })
  for (const { failure } of [past, now]) if (failure !== undefined) throw new Error(failure)
  const { decision, verdict } = await client.screen({
    ...{
      type: 'chat.message',
      world: 'plaza',
      actor: RINGLEADER,
      target: 'room:square',
      session: 'room:square',
    },
    data: { text: BARRAGE },
  })
  if (verdict === 'allow') throw new Error('the starter pack let three insults in one message pass')
  await until(async () => (await client.enforcements.find({ target: RINGLEADER })).enforcements.length > 0)
  return {
    linesFile,
    some: {
      ...{ endpoint: here.id, awayEndpoint: away.id, decision, account: RINGLEADER },
      ...{ rule: 'speech.insult-barrage', shadowRule: 'speech.threat-in-play' },
    },
  }
}
