import type { Client } from '../src/client/client.ts'
import { awaited } from './browser-await.fixture.ts'
import type { SeededTraffic } from './browser-traffic.fixture.ts'
import { connectionOf, sql } from './store-tools.fixture.ts'

const WATCHED_RULE = `- id: watch.trade-talk
  policy: fraud.scam
  on: [chat.message, direct.message]
  when: text.contains('trade')
  then: { job: default }
  mode: shadow
  owner: safety-team
  description: Watches how often players speak of trades.
`

/** What people have done by hand over time: labels, enforcements, a new version, keys, records; and a receiver that is gone. */
export async function seedAftermath(
  { client, dataDir }: { readonly client: Client; readonly dataDir: string },
  { some: { account, awayEndpoint } }: SeededTraffic,
): Promise<{ version: number; deadDelivery: string }> {
  // 1. Labels and enforcements by hand, one of them taken back.
  await client.labels.set({ entity: account, label: 'trusted', for: '30d', reason: 'Runs the theatre club' })
  const enforced = await client.enforcements.apply({
    ...{ target: 'account:careless', enforcement: 'mute', policy: 'harassment.insult', world: 'plaza' },
    reason: 'Three complaints in an hour',
  })
  await client.enforcements.reverse(enforced.id, { reason: 'The complaints were about somebody else' })
  await client.enforcements.apply({
    ...{ target: 'account:pusher', enforcement: 'suspend', for: '3d', policy: 'fraud.scam', world: 'plaza' },
    reason: 'Sold what was not theirs',
  })

  // 2. A second version of the pack, with a rule that only watches.
  const { versions } = await client.versions.list({ limit: 1 })
  const base = versions[0]!.number
  const { files } = await client.versions.get(base)
  const { version } = await client.versions.apply({
    files: { ...files, 'rules/watch.yaml': WATCHED_RULE },
    why: 'To see how often trades are spoken of',
    base,
  })

  // 3. Keys, a hold, an erasure.
  await client.keys.create({ name: 'Game servers', scopes: ['screen'], worlds: ['plaza'] })
  const lost = await client.keys.create({ name: 'Lost laptop', scopes: ['read'] })
  await client.keys.revoke(lost.id)
  await client.holds.set({ entity: 'account:pusher', reason: 'Asked for by the police' })
  await client.erasures.begin({ entity: 'account:careless', reason: 'Asked for by the player' })

  // 4. What waited for the receiver that is gone, five days on.
  await sql(
    connectionOf(dataDir),
    `update haechi.deliveries set queued_ms = queued_ms - 518400000, first_due_ms = first_due_ms - 518400000
     where endpoint = $1 and state in ('waiting', 'behind')`,
    [awayEndpoint.slice('end-'.length)],
  )
  const dead = await awaited(async () => {
    const { deliveries } = await client.deliveries.find({
      endpoint: awayEndpoint,
      states: ['dead'],
      limit: 1,
    })
    return deliveries[0]
  })
  return { version: version.number, deadDelivery: dead.id }
}
