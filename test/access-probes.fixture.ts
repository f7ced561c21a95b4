import type { Guard, Route } from '../src/api/contract/route.ts'
import type { Answer, TestService } from './api-service.fixture.ts'
import type { Somebody } from './people.fixture.ts'

/** What the probes may name: real objects in the world plaza, or of somebody else. */
export interface Objects {
  /** A decision in plaza, of nothing grave. */
  readonly decision: string
  /** A decision in plaza under a policy of gravity S0. */
  readonly grave: string
  /** An admin of all worlds. */
  readonly admin: Somebody
  /** A key of that admin, of all worlds. */
  readonly adminKey: string
  /** A job in plaza, of gravity S0, that waits. */
  readonly job: string
  /** A queue for those who are cleared for S0. */
  readonly queue: string
  /** A golden item whose decision was in plaza. */
  readonly golden: string
  /** What account:u1 is under in plaza, the strike and the statement that came of it, and the appeal against it. */
  readonly enforcement: string
  readonly strike: string
  readonly statement: string
  readonly appeal: string
  /** A report in plaza about account:u1, and one about a decision of gravity S0. */
  readonly report: string
  readonly graveReport: string
  /** A saved query over all worlds. */
  readonly query: string
  /** A bank of hashes of gravity S0, and the number of a member. */
  readonly bank: string
  readonly bankMember: string
  /** An id that stands for account:u1. */
  readonly entityRef: string
  /** A file that a machine sent and a decision in plaza is about, and one about which a decision of gravity S0 is. */
  readonly file: string
  readonly graveFile: string
}

/** Keys that speak for people who may do everything, but within bounds. */
export interface Askers {
  /** Of all worlds, cleared for everything. */
  readonly all: string
  /** Bound to the world school. */
  readonly school: string
  /** Of all worlds, cleared for S1 to S4. */
  readonly uncleared: string
}

/** One try to reach what the asker may not see, with the same try of somebody who may. */
export interface Probe {
  readonly by: keyof Askers
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** It lists: what must not be in the asker's list, and is in the other's. In place of 403 or 404. */
  readonly hides?: string
  /** What is refused is a body that names somebody else: then with 400, and for everybody. */
  readonly unknownField?: true
}

export type MakeProbes = (objects: Objects, route: Route) => readonly Probe[]

const exampleOf = (route: Route) => route.example?.body ?? {}
const paramsOf = ({ path }: Route, id: string) =>
  Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, id]))

const EVENT = { world: 'plaza' }

function inPlaza({ body }: Route): object | undefined {
  const { shape = {} } = (body ?? {}) as { shape?: object }
  return 'worlds' in shape ? { worlds: ['plaza'] } : 'world' in shape ? { world: 'plaza' } : undefined
}

/**
 * How the guard of a route is tried. A new route with one of these guards is tried as the others are; where that does
 * not fit, by its name in BY_NAME. A guard without an entry, and a route that needs one by name, fail the test.
 */
export const BY_GUARD: Readonly<Partial<Record<Guard, MakeProbes>>> = {
  // What an asker of another world sends is about plaza, as the body names worlds.
  world(_, route) {
    const world =
      route.path === '/v1/screen' || route.lines || route.path === '/v1/counters/read'
        ? EVENT
        : inPlaza(route)
    // Where the body names no world, an object is to be named: see BY_NAME.
    return world === undefined ? [] : [{ by: 'school', body: { ...(exampleOf(route) as object), ...world } }]
  },
  'all-worlds': (_, route) => [
    { by: 'school', params: paramsOf(route, `x-${'0'.repeat(32)}`), body: exampleOf(route) },
  ],
  decision: ({ decision, grave }, route) => [
    { by: 'school', params: paramsOf(route, decision), body: exampleOf(route) },
    { by: 'uncleared', params: paramsOf(route, grave), body: exampleOf(route) },
  ],
  job: ({ job }, route) => [
    { by: 'school', params: paramsOf(route, job), body: exampleOf(route) },
    { by: 'uncleared', params: paramsOf(route, job), body: exampleOf(route) },
  ],
  media: ({ file, graveFile }, route) => [
    { by: 'school', params: { ...paramsOf(route, file), name: 'picture' } },
    { by: 'uncleared', params: { ...paramsOf(route, graveFile), name: 'picture' } },
  ],
  queue: ({ queue }, route) => [{ by: 'uncleared', params: paramsOf(route, queue), body: exampleOf(route) }],
  bank: ({ bank, bankMember }, route) => [
    { by: 'uncleared', params: { bank, member: bankMember }, body: exampleOf(route) },
  ],
  user: ({ admin }, route) => [
    { by: 'school', params: paramsOf(route, admin.id), body: exampleOf(route) },
    { by: 'uncleared', params: paramsOf(route, admin.id), body: exampleOf(route) },
  ],
}

/** Whom the real objects are about. */
export const ACCOUNT = 'account:u1'
/** Why somebody enforced under a policy of gravity S0, and what was said in the appeal against it. */
export const WHY = 'the words of whoever enforced'
export const WORDS = 'the words of whoever appealed'

const CLAIM = '0'.repeat(32)
const hidesJob: MakeProbes = ({ job }) => [
  { by: 'school', body: {}, hides: job },
  { by: 'uncleared', body: {}, hides: job },
]
const onJob =
  (body?: unknown): MakeProbes =>
  ({ job }) => [
    { by: 'school', params: { id: job }, body },
    { by: 'uncleared', params: { id: job }, body },
  ]

const QUERY = { on: 'chat.message', when: 'true', where: { worlds: ['plaza'] } }
const FROM = '2026-01-01T00:00:00Z'
const changesJob = (job: string): readonly Probe[] => {
  const body = { jobs: [job], change: { kind: 'raise' } }
  return [
    { by: 'school', body },
    { by: 'uncleared', body },
  ]
}

export const BY_NAME: Readonly<Record<string, MakeProbes>> = {
  precheck: (_, route) => {
    const { event } = exampleOf(route) as { event: object }
    return [{ by: 'school', body: { event: { ...event, ...EVENT } } }]
  },
  investigate: () => [{ by: 'school', body: { ...QUERY, from: FROM } }],
  saveQuery: () => [{ by: 'school', body: { name: null, query: QUERY } }],
  listQueries: ({ query }) => [{ by: 'school', hides: query }],
  query: ({ query }) => [{ by: 'school', params: { id: query } }],
  deleteQuery: ({ query }) => [{ by: 'school', params: { id: query } }],
  entityRef: ({ entityRef }) => [{ by: 'school', params: { id: entityRef } }],
  planBulk: () => [
    {
      by: 'school',
      body: { query: { on: 'chat.message', when: 'true', from: FROM }, do: { label: 'scammer' }, why: 'x' },
    },
  ],
  applyBulk: () => [{ by: 'school', params: { id: `t-${'0'.repeat(32)}` }, body: { effects: 0 } }],
  stopBulk: () => [{ by: 'school', params: { id: `t-${'0'.repeat(32)}` } }],
  revertBulk: () => [{ by: 'school', params: { id: `t-${'0'.repeat(32)}` }, body: {} }],
  takeJobs: hidesJob,
  searchJobs: hidesJob,
  heldJobs: hidesJob,
  extendJob: onJob({ claim: CLAIM }),
  releaseJob: onJob({ claim: CLAIM }),
  changeJobs: ({ job }) => changesJob(job),
  previewChangeJobs: ({ job }) => changesJob(job),
  assignJob: ({ job, admin }) => onJob({ person: admin.id })({ job } as Objects, {} as Route),
  listQueues: ({ queue }) => [{ by: 'uncleared', hides: queue }],
  addGolden: ({ decision, grave }) => {
    const golden = { truth: 'violates', policy: 'harassment.insult' }
    return [
      { by: 'school', body: { ...golden, decision } },
      { by: 'uncleared', body: { ...golden, decision: grave } },
    ]
  },
  listGolden: ({ golden }) => [{ by: 'school', hides: golden }],
  retireGolden: ({ golden }) => [{ by: 'school', params: { id: golden } }],
  teamExposure: ({ admin }) => [
    { by: 'school', hides: admin.id },
    { by: 'uncleared', hides: admin.id },
  ],
  listUsers: ({ admin }) => [
    { by: 'school', hides: admin.id },
    { by: 'uncleared', hides: admin.id },
  ],
  inviteUser: () => {
    const somebody = { name: 'x', role: 'reviewer' }
    return [
      { by: 'school', body: { ...somebody, email: 'probe1@example.com' } },
      { by: 'uncleared', body: { ...somebody, email: 'probe2@example.com', skills: { clearance: 'S0' } } },
    ]
  },
  createKey: ({ admin }) => [
    { by: 'school', body: { name: 'x', scopes: ['screen'] } },
    { by: 'uncleared', body: { name: 'x', scopes: ['read'] } },
    { by: 'uncleared', body: { name: 'x', scopes: ['person'], user: admin.id } },
  ],
  listKeys: ({ adminKey }) => [{ by: 'school', hides: adminKey }],
  revokeKey: ({ adminKey }) => [{ by: 'school', params: { id: adminKey } }],
  findEnforcements: ({ enforcement }) => [
    { by: 'school', body: { target: ACCOUNT }, hides: enforcement },
    // Why it was done tells of what was said.
    { by: 'uncleared', body: { target: ACCOUNT }, hides: WHY },
  ],
  enforcement: ({ enforcement }) => [
    { by: 'school', params: { id: enforcement } },
    { by: 'uncleared', params: { id: enforcement }, hides: WHY },
  ],
  enforce: ({ grave }) => {
    const mute = { target: ACCOUNT, enforcement: 'mute', policy: 'danger.life', reason: 'x' }
    return [
      { by: 'school', body: { ...mute, world: 'plaza' } },
      { by: 'school', body: { ...mute, world: 'school', decision: grave } },
      { by: 'uncleared', body: { ...mute, decision: grave } },
    ]
  },
  reverseEnforcement: ({ enforcement }) => [
    { by: 'school', params: { id: enforcement }, body: { reason: 'x' } },
  ],
  previewEnforce: ({ grave }) => {
    const mute = { target: ACCOUNT, enforcement: 'mute', policy: 'danger.life', reason: 'x' }
    return [
      { by: 'school', body: { ...mute, world: 'plaza' } },
      { by: 'school', body: { ...mute, world: 'school', decision: grave } },
      { by: 'uncleared', body: { ...mute, decision: grave } },
    ]
  },
  previewReversal: ({ enforcement }) => [{ by: 'school', params: { id: enforcement } }],
  previewStrikeReversal: ({ strike }) => [{ by: 'school', params: { id: strike } }],
  previewOverturn: ({ appeal }) => [{ by: 'school', params: { id: appeal } }],
  chain: ({ decision, grave, enforcement, strike, statement, appeal, job }) => [
    ...[decision, enforcement, strike, statement, appeal, job].map(
      (id): Probe => ({ by: 'school', params: { id } }),
    ),
    { by: 'uncleared', params: { id: grave } },
    { by: 'uncleared', params: { id: job } },
    { by: 'uncleared', params: { id: enforcement }, hides: WHY },
    { by: 'uncleared', params: { id: enforcement }, hides: WORDS },
  ],
  // Everything else may have ended by now; the appeal is in plaza.
  enforcementTally: () => [{ by: 'school', hides: '"open":1' }],
  findStrikes: ({ strike }) => [{ by: 'school', body: { account: ACCOUNT }, hides: strike }],
  reverseStrike: ({ strike }) => [{ by: 'school', params: { id: strike }, body: { reason: 'x' } }],
  statement: ({ statement }) => [{ by: 'school', params: { id: statement } }],
  findStatements: ({ statement }) => [{ by: 'school', body: { account: ACCOUNT }, hides: statement }],
  fileAppeal: ({ statement }) => [
    { by: 'school', body: { about: statement, account: ACCOUNT, text: 'Another word' } },
  ],
  appeal: ({ appeal }) => [{ by: 'school', params: { id: appeal } }],
  findAppeals: ({ appeal }) => [
    { by: 'school', body: {}, hides: appeal },
    { by: 'uncleared', body: {}, hides: WORDS },
  ],
  report: ({ report }) => [{ by: 'school', params: { id: report } }],
  sendReport: ({ decision }) => {
    const report = { reporter: 'account:u2', reason: 'x', policy: 'harassment.insult', bonaFide: true }
    return [
      { by: 'school', body: { ...report, id: 'probe-1', target: ACCOUNT, world: 'plaza' } },
      { by: 'school', body: { ...report, id: 'probe-2', decision } },
    ]
  },
  findReports: ({ report, graveReport }) => [
    { by: 'school', body: { target: ACCOUNT }, hides: report },
    { by: 'uncleared', body: { target: ACCOUNT }, hides: graveReport },
  ],
  live: () => [{ by: 'school', query: { world: 'plaza' } }],
  liveQueues: ({ queue }) => [{ by: 'uncleared', hides: queue }],
  ownWork: ({ admin }) => [{ by: 'school', hides: admin.id }],
  // One's own: another's key is not found; a body that names somebody else is no body.
  revokeOwnKey: ({ adminKey }) => [{ by: 'school', params: { id: adminKey } }],
  listOwnKeys: ({ adminKey }) => [{ by: 'school', hides: adminKey }],
  ownProtection: ({ admin }) => [{ by: 'school', hides: admin.id }],
  ownExposure: ({ admin }) => [{ by: 'school', hides: admin.id }],
  importBankRows: (_, route) => [
    { by: 'school', params: { bank: 'x', id: `bki-${'0'.repeat(32)}` }, body: exampleOf(route) },
  ],
  exportBank: ({ bank }) => [{ by: 'school', params: { bank }, query: { format: 'signals' } }],
  bankMatches: ({ bank, bankMember }) => [{ by: 'school', params: { bank, member: bankMember } }],
  uploadLabFile: () => [
    { by: 'school', params: { sha256: '0'.repeat(64) }, body: { size: 1, at: 0, bytes: 'AA==' } },
  ],
  session: ({ admin }) => [{ by: 'school', hides: admin.id }],
  ...Object.fromEntries(
    Object.entries({
      ...{ endpoint: 'end', removeEndpoint: 'end', rotateSecret: 'end', pauseEndpoint: 'end' },
      ...{ resumeEndpoint: 'end', testEndpoint: 'end', delivery: 'dlv', resendDelivery: 'dlv' },
      ...{ erasure: 'era', liftHold: 'hld', importRows: 'imp', finishImport: 'imp' },
      ...{ datasetErrors: 'ds', sendDatasetErrors: 'ds', datasetRows: 'ds', cancelLabRun: 'run' },
      ...{
        rollbackModel: 'mdl',
        retireModel: 'mdl',
        lowerModel: 'mdl',
        raiseModel: 'mdl',
        signOffModel: 'mdl',
      },
    }).map(([name, prefix]): [string, MakeProbes] => [
      name,
      (_, route) => [{ by: 'school', params: { id: `${prefix}-${'0'.repeat(32)}` }, body: exampleOf(route) }],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries({
      signOut: {},
      changePassword: { current: 'x', next: 'x' },
      enrolTotp: { password: 'x' },
      confirmTotp: { code: '000000' },
      removeTotp: { password: 'x' },
      setOwnProtection: {},
      noteExposure: { looks: [{ job: `job-${'0'.repeat(32)}`, revealedMs: 1, judged: false }] },
      createOwnKey: { name: 'x', scopes: ['person'] },
    }).map(([name, body]): [string, MakeProbes] => [
      name,
      ({ admin }) => [{ by: 'school', body: { ...body, user: admin.id }, unknownField: true }],
    ]),
  ),
}

/** Sends what a probe says. */
export function send(
  haechi: TestService,
  route: Route,
  key: string | null,
  { params = {}, query, body }: Pick<Probe, 'params' | 'query' | 'body'>,
): Promise<Answer> {
  const place = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'))
  const path = query === undefined ? place : `${place}?${new URLSearchParams(query)}`
  if (route.events) return firstMessage(`${haechi.url}${path}`, key)
  const given = route.body === undefined ? undefined : (body ?? {})
  return route.lines
    ? haechi.request(route.method, path, `${JSON.stringify(given)}\n`, { key, type: 'application/x-ndjson' })
    : haechi.request(route.method, path, given, { key })
}

/** The answer of a stream up to its first message. */
async function firstMessage(url: string, key: string | null): Promise<Answer> {
  const leave = new AbortController()
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` }
  const { status, headers: answered, body } = await fetch(url, { headers, signal: leave.signal })
  const isStream = answered.get('content-type')?.startsWith('text/event-stream') === true
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body!) {
    text += decoder.decode(chunk, { stream: true })
    if (isStream && /^data: .*\n\n/m.test(text)) break
  }
  leave.abort()
  return { status, headers: answered, text, json: isStream ? undefined : JSON.parse(text) }
}
