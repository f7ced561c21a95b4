import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Role } from '../src/access/capability.ts'
import { createClient } from '../src/client/client.ts'
import { seedAftermath } from './browser-aftermath.fixture.ts'
import { saveLooks } from './browser-asked.fixture.ts'
import { REPORTER, seedJudgements } from './browser-judgements.fixture.ts'
import { type LabObjects, seedLab } from './browser-lab.fixture.ts'
import { seedTraffic } from './browser-traffic.fixture.ts'
import { startReceiver } from './delivery-tools.fixture.ts'
import { ADMIN_KEY, freePort, startHaechi } from './haechi-process.fixture.ts'
import { freshFolder, removeFolder } from './store-tools.fixture.ts'

export const WORLD_PASSWORD = 'tidal copper lantern'

export interface WorldPerson {
  readonly id: string
  readonly email: string
  readonly name: string
  /** A key that speaks for them. */
  readonly key: string
}

/** What tests know of the seeded world; plain data, so that it can be handed to their processes. */
export interface World {
  readonly url: string
  readonly adminKey: string
  readonly dataDir: string
  /** What the service has written so far, standard output and error together. */
  readonly logFile: string
  readonly password: string
  readonly people: Readonly<Record<Role, WorldPerson>>
  /** One of each kind, for pages that show one. */
  readonly some: WorldObjects
}

export interface WorldObjects extends LabObjects {
  readonly account: string
  readonly reporter: string
  readonly decision: string
  readonly job: string
  readonly enforcement: string
  readonly statement: string
  readonly openAppeal: string
  readonly endpoint: string
  readonly awayEndpoint: string
  readonly deadDelivery: string
  readonly rule: string
  readonly shadowRule: string
  readonly version: number
  readonly query: string
  readonly entityRef: string
}

export interface WorldOptions {
  /** Events of the simulated world. */
  readonly events: number
  /** How many jobs simulated people have judged. */
  readonly judged: number
}

export const WORLD_DEFAULTS: WorldOptions = { events: 3000, judged: 60 }

/** Names as reviewers of a bilingual team have them. */
const NAMES: Readonly<Record<Role, string>> = {
  admin: 'Hana Seo',
  policy_manager: '한지우',
  analyst: 'Noah Reed',
  adjudicator: '윤소라',
  reviewer: 'Mina Park',
  auditor: 'Olivia Grant',
}

/**
 * Starts the service as its users do, with the starter pack, and fills it through the public API with what a team that has
 * worked for a while would find.
 */
export async function startWorld(
  options: WorldOptions = WORLD_DEFAULTS,
): Promise<{ world: World; stop(): Promise<void> }> {
  const folder = freshFolder('haechi-browser-')
  const dataDir = join(folder, 'data')
  const logFile = join(folder, 'service.log')
  const haechi = await startHaechi(await freePort(), dataDir, 'starter', {
    HAECHI_WEBHOOK_ALLOW: '127.0.0.1',
    HAECHI_RATE: '1000000',
  })
  writeFileSync(logFile, haechi.output())
  for (const stream of [haechi.child.stdout!, haechi.child.stderr!])
    stream.on('data', (part: Buffer) => appendFileSync(logFile, part))
  const receiver = await startReceiver()
  const stop = async () => {
    haechi.child.kill('SIGTERM')
    await haechi.ended
    await receiver.close()
    removeFolder(folder)
  }
  try {
    const client = createClient({ url: haechi.url, key: ADMIN_KEY, timeoutMs: 30_000 })
    const people = {} as Record<Role, WorldPerson>
    for (const role of Role.options) people[role] = await seedPerson(client, role)
    const traffic = await seedTraffic({ client, receiver, dataDir }, options.events)
    const judged = await seedJudgements({ client, url: haechi.url }, traffic, options.judged)
    const aftermath = await seedAftermath({ client, dataDir }, traffic)
    const looks = await saveLooks(
      { url: haechi.url, key: ADMIN_KEY },
      'Insults of the day',
      traffic.some.account,
    )
    const lab = await seedLab({ client, dataDir })
    const world: World = {
      ...{ url: haechi.url, adminKey: ADMIN_KEY, dataDir, logFile, password: WORLD_PASSWORD, people },
      some: { reporter: REPORTER, ...traffic.some, ...judged, ...aftermath, ...looks, ...lab },
    }
    return { world, stop }
  } catch (fault) {
    await stop()
    throw new Error(`the world could not be seeded; the service said:\n${haechi.output().slice(-4000)}`, {
      cause: fault,
    })
  }
}

type Client = ReturnType<typeof createClient>

async function seedPerson(client: Client, role: Role): Promise<WorldPerson> {
  const email = `${role.replace('_', '.')}@team.example`
  const name = NAMES[role]
  const skills = { clearance: 'S0' } as const
  const { user, token } = await client.users.invite({ name, email, role, skills })
  await client.acceptInvitation({ token, password: WORLD_PASSWORD })
  const { secret } = await client.keys.create({ name: `${name}'s own`, scopes: ['person'], user: user.id })
  return { id: user.id, email, name, key: secret }
}
