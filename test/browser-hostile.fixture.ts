import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Client, createClient } from '../src/client/client.ts'
import { saveLooks } from './browser-asked.fixture.ts'
import { awaited } from './browser-await.fixture.ts'
import { takeTurn } from './browser-turn.fixture.ts'
import type { World } from './browser-world.fixture.ts'
import { FOOLING, GROWING, HOSTILE, HOSTILE_IDS, MARK, oneLine, RUNNING } from './hostile.fixture.ts'

/** Where hostile content was put, one of each for the pages that show one. */
export interface HostileObjects {
  readonly accounts: readonly string[]
  readonly jobs: readonly string[]
  readonly decisions: readonly string[]
  readonly enforcement: string
  readonly statement: string
  readonly appeal: string
  readonly rule: string
  readonly policy: string
  readonly version: number
  readonly user: string
  readonly query: string
  readonly entityRef: string
}

/** Three insults in one message bring a job, a strike, a mute and a statement, whatever stands beside them. */
const BARRAGE = 'you idiot, you moron, you loser'
const ROOM = 'room:hostile'

/** Puts hostile content wherever players, platforms and people of the team can put text, through the public API. */
export async function seedHostile(world: World): Promise<HostileObjects> {
  // A world that is kept between runs has it already.
  const kept = join(dirname(world.logFile), 'hostile.json')
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as HostileObjects
  const client = createClient({ url: world.url, key: world.adminKey, timeoutMs: 60_000 })
  const endTurn = await takeTurn(world)
  const { version } = await applyPack(client).finally(endTurn)
  const { decisions, accounts } = await sendEvents(client)
  const jobs = await awaited(async () => {
    const found = await client.jobs.search({ limit: 1000, states: ['open'], world: 'studio' })
    const isThere = found.jobs.length >= HOSTILE.length && found.jobs.some(({ type }) => type === 'long.note')
    return isThere ? found.jobs.map(({ job }) => job) : undefined
  })
  const byPlayers = await sendWords(client, accounts[0]!)
  const byTeam = await seedTeam(client, accounts[0]!)
  const looks = await saveLooks(
    { url: world.url, key: world.adminKey },
    oneLine(RUNNING[2]!.text, 100),
    accounts[0]!,
  )
  const own = { version, rule: 'hostile.rule', policy: 'other.hostile' }
  const objects = { decisions, accounts, jobs, ...own, ...byPlayers, ...byTeam, ...looks }
  writeFileSync(kept, JSON.stringify(objects))
  return objects
}

async function sendEvents(client: Client): Promise<{ decisions: string[]; accounts: string[] }> {
  const decisions: string[] = []
  const accounts = HOSTILE_IDS.map(({ text }) => `account:${text}`)
  const send = async (type: string, more: object, data: object) => {
    const { decision } = await client.screen({ type, world: 'studio', ...more, data } as never)
    decisions.push(decision)
  }
  for (const [i, { text }] of HOSTILE.entries()) {
    const actor = accounts[i % accounts.length]
    const said = { text: `${BARRAGE} ${text}` }
    await send('chat.message', { actor, target: ROOM, session: ROOM }, said)
    await send('direct.message', { actor, target: 'account:victim' }, said)
    await send('name.change', { actor }, { name: oneLine(text, 100) })
    await send(
      'item.listing',
      { actor, target: `item:${HOSTILE_IDS[i % HOSTILE_IDS.length]!.text}` },
      { title: oneLine(text, 200) },
    )
  }
  // As much as a request may hold.
  const long = { text: `${MARK}${'W'.repeat(1_000_000)}` }
  await send('long.note', { actor: 'account:long-winded', target: ROOM, session: ROOM }, long)
  return { decisions, accounts }
}

/** Reports, and an appeal as long as one may be, by a player whose very id is hostile. */
async function sendWords(client: Client, account: string) {
  for (const [i, { text }] of HOSTILE.entries())
    await client.reports.send({
      ...{
        id: `hostile-${i}`,
        reporter: `account:${HOSTILE_IDS[i % HOSTILE_IDS.length]!.text}`,
        target: account,
      },
      ...{
        reason: 'insult',
        bonaFide: true,
        text,
        location: text,
        name: oneLine(text, 200),
        world: 'studio',
      },
    })
  const enforcement = await awaited(
    async () => (await client.enforcements.find({ target: account })).enforcements[0],
  )
  const statement = await awaited(async () => (await client.statements.find({ account })).statements[0])
  const said = [...RUNNING, ...GROWING, ...FOOLING].map(({ text }) => text).join('\n')
  const filed = await client.appeals.file({
    ...{
      about: statement.id,
      account,
      id: 'hostile',
      text: `${said}\n${'W'.repeat(10_000)}`.slice(0, 10_000),
    },
  })
  return { enforcement: enforcement.id, statement: statement.id, appeal: filed.id }
}

/** What people of the team write: names, reasons, notes, and a pack. */
async function seedTeam(client: Client, account: string) {
  let user = ''
  for (const [i, { text }] of HOSTILE.entries()) {
    await client.keys.create({ name: oneLine(text, 100), scopes: ['screen'] })
    const email = `hostile${i}@team.example`
    user = (await client.users.invite({ name: oneLine(text, 100), email, role: 'reviewer' })).user.id
    await client.labels.set({ entity: account, label: 'trusted', reason: oneLine(text, 200) })
    const reason = oneLine(text, 500)
    await client.enforcements.apply({
      target: account,
      enforcement: 'warn',
      policy: 'harassment.insult',
      reason,
    })
    await client.holds.set({
      entity: `account:held-${HOSTILE_IDS[i % HOSTILE_IDS.length]!.text}`.slice(0, 260),
      reason,
    })
  }
  return { user }
}

async function applyPack(client: Client): Promise<{ version: number }> {
  const all = HOSTILE.map(({ text }) => text).join(' ')
  const { versions } = await client.versions.list({ limit: 1 })
  const base = versions[0]!.number
  const { files } = await client.versions.get(base)
  const settings = files['haechi.yaml']!.replace('\nevents:\n', `\nevents:\n${LONG_NOTE}`)
  const { version } = await client.versions.apply({
    ...{ files: { ...files, 'haechi.yaml': settings, ...hostilePack(all) }, base, why: oneLine(all, 500) },
  })
  return { version: version.number }
}

const LONG_NOTE = `  long.note:
    description: As long as a request may be
    actor: account
    target: room
    content: text
    features:
      text: { type: string, required: true, max: 1048576, personal: true }
    keep: { content: 30d, decision: 365d }
`

function hostilePack(all: string): Record<string, string> {
  const text = JSON.stringify(oneLine(all, 990))
  const long = JSON.stringify(all.slice(0, 3900))
  return {
    'policies/hostile.yaml': `- id: other.hostile
  version: 1
  severity: S4
  title: { en: ${JSON.stringify(oneLine(all, 150))}, ko: ${JSON.stringify(oneLine(all, 150))} }
  guideline: { en: ${long}, ko: ${long} }
  notice: { en: ${text}, ko: ${text} }
`,
    'rules/hostile.yaml': `- id: hostile.rule
  policy: other.hostile
  on: chat.message
  when: text.contains(${JSON.stringify(MARK)}) && text.contains("<script>")
  then: { job: default }
  mode: shadow
  owner: ${JSON.stringify(oneLine(all, 60))}
  description: ${text}
- id: hostile.long
  policy: other.hostile
  on: long.note
  when: text.contains(${JSON.stringify(MARK)})
  then: { verdict: hold, job: default }
  mode: live
  owner: tests
  description: A note that never ends.
`,
  }
}
