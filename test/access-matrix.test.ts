import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CAPABILITIES,
  type Capability,
  KeyScope,
  ROLE_CAPABILITIES,
  Role,
  SCOPE_CAPABILITIES,
} from '../src/access/capability.ts'
import type { Route } from '../src/api/contract/route.ts'
import { ROUTES } from '../src/api/contract/routes.ts'
import type { UserId } from '../src/core/ids.ts'
import type { Looker } from '../src/signals/media/look.ts'
import {
  ACCOUNT,
  type Askers,
  BY_GUARD,
  BY_NAME,
  type Objects,
  send,
  WHY,
  WORDS,
} from './access-probes.fixture.ts'
import { EXPECTED_CAPABILITIES, EXPECTED_ROLES, EXPECTED_SCOPES } from './access-table.fixture.ts'
import {
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { insertJobs, jobDraft } from './jobs.fixture.ts'
import { newPerson, tokenOf } from './people.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

const dir = testFolder()
let haechi: TestService
let objects: Objects
let askers: Askers
/** The key, or session, of each kind of asker, and what the table written by hand says that it may do. */
const kinds = new Map<string, { key: string | null; may: readonly Capability[]; person: boolean }>()

const routes = Object.entries<Route>(ROUTES)
const GRAVE = 'kidnapper'
const BANK_HASH = { type: 'md5', hash: '0123456789abcdef0123456789abcdef' }
const NOBODY_LOOKS: Looker = {
  threads: 1,
  ready: () => Promise.reject(new Error('nobody looks')),
  look: () => Promise.reject(new Error('nobody looks')),
  redraw: async () => undefined,
  scene: async () => undefined,
  close: async () => {},
}

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'policies/grave.yaml': TEST_PACK['policies/harassment.yaml']!.replace('harassment.insult', 'danger.life')
      .replace('S3', 'S0')
      .replace('Insult', 'Danger to life'),
    'banks/grave.yaml': TEST_PACK['banks/bad.yaml']!.replace('bank: bad', 'bank: grave')
      .replace('harassment.insult', 'danger.life')
      .replace('[blockhead, numbskull]', `[${GRAVE}]`),
    'banks/known.yaml': 'bank: known\nkind: hashes\npolicy: danger.life\n',
    'haechi.yaml': `${TEST_PACK['haechi.yaml']}  grave_words: { kind: terms, of: content, banks: [grave] }\n`,
    'rules/grave.yaml': `- id: chat.grave
  policy: danger.life
  on: chat.message
  when: grave_words.count > 0
  then: { verdict: hold }
  mode: live
  owner: tests
  description: Danger to life is held.
`,
    'queues.yaml': `default: { description: All, default: true }
emergency: { description: For few, clearance: S0 }
`,
    'enforcements.yaml': 'mute: { on: account, title: { en: Muted }, description: Cannot speak, for: 1h }\n',
    'labels.yaml': 'scammer: { on: account, description: For tests, connotation: negative, manual: true }\n',
  })
  haechi = await startTestService({ dir, media: { looker: NOBODY_LOOKS } })
  await prepare()
})

afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function prepare(): Promise<void> {
  const admin = await newPerson(haechi, 'admin', { skills: { clearance: 'S0' } })
  const personKey = async (role: Role, more: object) => {
    const person = await newPerson(haechi, role, more)
    const key = await haechi.client.keys.create({ name: role, scopes: ['person'], user: person.id as UserId })
    return key.secret
  }
  const adminKey = await haechi.client.keys.create({
    name: 'a',
    scopes: ['person'],
    user: admin.id as UserId,
  })
  const decide = async (text: string) =>
    (
      await haechi.client.screen({
        type: 'chat.message',
        world: 'plaza',
        actor: 'account:u1',
        data: { text },
      })
    ).decision
  const job = jobDraft({ severity: 'S0' })
  await insertJobs(connectionOf(haechi.dataDir), [job])
  const [decision, grave] = [await decide('you blockhead'), await decide(GRAVE)]
  const golden = await haechi.request('POST', '/v1/golden', {
    ...{ decision: await decide('blockhead'), truth: 'violates', policy: 'harassment.insult' },
  })
  objects = {
    ...{ decision, grave, admin, adminKey: adminKey.id, job: job.id, queue: 'emergency' },
    golden: golden.json.golden ?? 'none',
    ...(await enforcedAndReported(decision, grave)),
    file: await fileAbout(decision, 'S4'),
    graveFile: await fileAbout(grave, 'S0'),
    query: (await post('/v1/queries', { name: 'x', query: { on: 'chat.message', when: 'true' } })).id,
    bank: 'known',
    bankMember: String((await post('/v1/banks/known/members', BANK_HASH)).member),
    entityRef: (await post('/v1/entities/ref', { entity: ACCOUNT })).ref,
  }
  const cleared = { skills: { clearance: 'S0' } }
  askers = {
    all: await personKey('admin', cleared),
    school: await personKey('admin', { ...cleared, worlds: ['school'] }),
    uncleared: await personKey('admin', { skills: { clearance: 'S1' } }),
  }
  kinds.set('anonymous', { key: null, may: [], person: false })
  for (const role of Role.options) {
    kinds.set(`role ${role}`, {
      key: await personKey(role, cleared),
      may: EXPECTED_ROLES[role],
      person: true,
    })
    const session = await tokenOf(haechi, await newPerson(haechi, role, cleared))
    kinds.set(`session of ${role}`, { key: session, may: EXPECTED_ROLES[role], person: true })
  }
  for (const scope of KeyScope.options.filter((scope) => scope !== 'person')) {
    const { secret } = await haechi.client.keys.create({ name: scope, scopes: [scope] })
    kinds.set(`scope ${scope}`, { key: secret, may: EXPECTED_SCOPES[scope], person: false })
  }
}

/** A file of a key that speaks for nobody, which a decision is about. */
async function fileAbout(decision: string, severity: string): Promise<string> {
  const { secret } = await haechi.client.keys.create({ name: 'sends', scopes: ['screen'] })
  const bytes = Buffer.concat([PNG, Buffer.from(severity)])
  const sent = await haechi.request('POST', '/v1/media', bytes, { key: secret, type: 'image/png' })
  await sql(
    connectionOf(haechi.dataDir),
    `insert into haechi.media_uses (media, decision, world, severity, at_ms, until_ms, lists, allowed)
     values ($1, $2, 'plaza', $3, 0, 9e15, false, true)`,
    [sent.json.id.slice(7), decision.slice(2), severity],
  )
  return sent.json.id
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

async function post(path: string, body: object) {
  const { status, json, text } = await haechi.request('POST', path, body)
  if (status >= 300) throw new Error(text)
  return json
}

/** What became of decisions in plaza, with everything that can be asked for by its id. */
async function enforcedAndReported(decision: string, grave: string) {
  const mute = { target: ACCOUNT, enforcement: 'mute', policy: 'danger.life', world: 'plaza' }
  const { id: enforcement, causes } = await post('/v1/enforcements', { ...mute, reason: WHY })
  const { statement } = causes[0]
  const appeal = await post('/v1/appeals', { about: statement, account: ACCOUNT, text: WORDS })
  const report = (about: string) =>
    post('/v1/reports', {
      ...{ id: about, reporter: 'account:u2', reason: 'x', policy: 'harassment.insult', bonaFide: true },
      decision: about,
    })
  let strike: string | undefined
  // Rules' strikes come behind the decision.
  await until(async () => {
    strike = (await post('/v1/strikes/find', { account: ACCOUNT })).strikes[0]?.id
    return strike !== undefined
  })
  return {
    ...{ enforcement, statement, strike: strike!, appeal: appeal.id },
    report: (await report(decision)).report,
    graveReport: (await report(grave)).report,
  }
}

test('the code gives each role and scope what the table written by hand gives, no more and no less', () => {
  expect(Object.keys(CAPABILITIES).sort()).toEqual([...EXPECTED_CAPABILITIES].sort())
  expect(Object.keys(EXPECTED_ROLES).sort()).toEqual([...Role.options].sort())
  expect([...Object.keys(EXPECTED_SCOPES), 'person'].sort()).toEqual([...KeyScope.options].sort())
  for (const role of Role.options)
    expect([role, [...ROLE_CAPABILITIES[role]].sort()]).toEqual([role, [...EXPECTED_ROLES[role]].sort()])
  for (const scope of KeyScope.options)
    expect([scope, [...SCOPE_CAPABILITIES[scope]].sort()]).toEqual([
      scope,
      [...(scope === 'person' ? [] : EXPECTED_SCOPES[scope])].sort(),
    ])
})

/** Signing out would end the session that the rows behind it ask with. */
const LAST = ['signOut']

describe('roles and scopes x routes', () => {
  for (const [name, route] of routes.toSorted(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b))) {
    test(`${name}: needs ${route.needs ?? 'nothing'}`, async () => {
      for (const [who, { key, may, person }] of kinds) {
        const { status, json } = await send(haechi, route, key, {})
        const kind = (json as { type?: string } | undefined)?.type?.replace('urn:haechi:problem:', '')
        const { needs } = route
        if (needs === null) expect([who, kind]).not.toEqual([who, 'unauthenticated'])
        else if (key === null) expect([who, status, kind]).toEqual([who, 401, 'unauthenticated'])
        else if (needs === 'signed-in' ? person : may.includes(needs)) {
          expect([who, status]).not.toEqual([who, 401])
          expect([who, kind]).not.toEqual([who, 'missing-scope'])
        } else expect([who, status, kind]).toEqual([who, 403, 'missing-scope'])
      }
    })
  }
})

describe('guards: a real object that the asker may not see', () => {
  for (const [name, route] of routes.filter(([, { guard }]) => guard !== 'none')) {
    const make = BY_NAME[name] ?? BY_GUARD[route.guard]
    test(`${name}: ${route.guard}`, async () => {
      expect(make, `no probe: give ${name}, or its guard, one in test/access-probes.fixture.ts`).toBeDefined()
      const probes = make!(objects, route)
      expect(probes.length, `no probe: give ${name} one in test/access-probes.fixture.ts`).toBeGreaterThan(0)
      for (const probe of probes) {
        const refused = await send(haechi, route, askers[probe.by], probe)
        if (probe.unknownField) {
          expect([refused.status, refused.json.field]).toEqual([400, 'user'])
        } else if (probe.hides !== undefined) {
          expect([probe.by, refused.status]).toEqual([probe.by, 200])
          expect(refused.text).not.toContain(probe.hides)
        } else if (route.lines) {
          expect(refused.text).toContain('world-not-allowed')
        } else {
          expect([403, 404], refused.text).toContain(refused.status)
          expect(refused.json.type, refused.text).not.toBe('urn:haechi:problem:missing-scope')
        }
      }
    })
    test(`${name}: whoever may see it gets another answer`, async () => {
      for (const probe of make?.(objects, route) ?? []) {
        // One's own has nobody else who may see it.
        if (route.guard === 'self' || ENDS.includes(name)) continue
        const refused = await send(haechi, route, askers[probe.by], probe)
        const given = await send(haechi, route, askers.all, probe)
        if (probe.hides !== undefined) expect(given.text).toContain(probe.hides)
        else if (route.lines) expect(given.text).not.toContain('world-not-allowed')
        else expect(given.json?.detail ?? 'given').not.toBe(refused.json.detail)
      }
    })
  }
})

/** What would take away the object that others are still to be tried with. */
const ENDS = [
  'deleteQuery',
  'revokeKey',
  'disableUser',
  'changeUser',
  'takeJobs',
  'heldJobs',
  'withdrawJob',
  'retireGolden',
]
