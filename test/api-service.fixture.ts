import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { AccessOptions } from '../src/api/access/access.ts'
import type { WebhookOptions } from '../src/api/delivery/keep-delivery.ts'
import type { ProvingOptions } from '../src/api/lab/keep-proving.ts'
import type { LabAdapters } from '../src/api/lab/runs/open-runs.ts'
import type { MediaAdapters } from '../src/api/media/keep-media.ts'
import type { RetroactMatches } from '../src/api/retroact/plan-retroact.ts'
import type { RunningService } from '../src/api/running-service.ts'
import { startService } from '../src/api/start-service.ts'
import type { PastAside } from '../src/backtest/past-aside.ts'
import type { Client } from '../src/client/client.ts'
import { createClient } from '../src/client/client.ts'
import { inThreads } from '../src/lab/train/onnx-host.ts'
import { contentOf } from '../src/pack/content-of.ts'
import type { BankHolder } from '../src/signals/hash/banks/bank-holder.ts'
import type { CountingHost } from '../src/signals/models/create-model-host.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'

export const ADMIN_KEY = 'an admin key for tests'
/** How long an answer is waited for: the machine may be busy with much else. */
export const PATIENT_MS = 60_000

/** A small pack: one event type with most kinds of features, rules that fire on the words below. */
export const TEST_PACK: Readonly<Record<string, string>> = {
  'haechi.yaml': `haechi: 1
tenant: tests
worlds: [plaza, school]
languages: [en]
events:
  chat.message:
    description: A message said in a room
    actor: account
    target: [account, room]
    content: text
    features:
      text: { type: string, required: true, max: 2000, personal: true }
      account_created: timestamp
      mentions: { type: list<account>, max: 5 }
      level: { type: int, min: 0, max: 100 }
      trust: double
    derive:
      account_age: event.time - account_created
    keep: { content: 30d, decision: 365d }
signals:
  bad_words: { kind: terms, of: content, banks: [bad] }
`,
  'policies/harassment.yaml': `- id: harassment.insult
  version: 3
  severity: S3
  title: { en: Insult }
  guideline: { en: Words that demean a person. }
  notice: { en: Your message was an insult. }
  strike: 1
  legal:
    dsa: { category: CYBER_VIOLENCE, keywords: [CYBER_BULLYING_INTIMIDATION] }
`,
  'rules/chat.yaml': `- id: chat.insult
  policy: harassment.insult
  on: chat.message
  when: bad_words.count > 0
  then: { verdict: mask, strike: true }
  mode: live
  owner: tests
  description: Insults are masked.
- id: chat.young
  policy: harassment.insult
  on: chat.message
  when: account_age < duration('1h') && bad_words.count > 1
  then: { verdict: block }
  mode: live
  owner: tests
  description: New accounts that insult twice are blocked.
`,
  'banks/bad.yaml': `bank: bad
kind: terms
description: Words for tests
language: en
policy: harassment.insult
match: word
source: written for Haechi
licence: Apache-2.0
terms: [blockhead, numbskull]
`,
  'labels.yaml': '{}\n',
  'queues.yaml': '{}\n',
  'enforcements.yaml': '{}\n',
}

export interface TestService {
  readonly service: RunningService
  readonly client: Client
  readonly url: string
  readonly packDir: string
  readonly dataDir: string
  readonly logged: string[]
  readonly said: string[]
  /** A request with the admin key unless `key` says otherwise; null: none. */
  request(method: string, path: string, body?: unknown, more?: RequestMore): Promise<Answer>
  stop(): Promise<void>
}

interface RequestMore {
  readonly key?: string | null
  readonly type?: string
  readonly headers?: Record<string, string>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies of every form
  readonly json: any
}

export function writePack(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), contentOf(path, text) ?? '')
  }
}

export interface TestServiceOptions {
  readonly ratePerSecond?: number
  /** Any free one unless told otherwise. */
  readonly port?: number
  readonly watch?: boolean
  /** The folder of an earlier service, with its pack and data: kept after the stop. */
  readonly dir?: string
  /** Instead of an embedded Postgres. */
  readonly databaseUrl?: string
  readonly webhooks?: WebhookOptions
  /** Stands before the store. */
  readonly wrapStore?: (store: Store) => Store
  /** What models are asked through. */
  readonly models?: CountingHost
  /** How models of the lab are proved. */
  readonly proving?: ProvingOptions
  /** What a look through the history finds. */
  readonly matches?: RetroactMatches
  /** Where banks of hashes are put, and the folder of their snapshot. */
  readonly hashBanks?: {
    readonly holder?: BankHolder
    readonly dir?: string
    /** The built `hash-index.worker`; without it, this thread builds tables, and holds up everything else meanwhile. */
    readonly indexWorker?: URL
  }
  /** Looks into the past. */
  readonly past?: PastAside
  /** Where models are learnt. */
  readonly lab?: LabAdapters
  /** What files are looked at with. */
  readonly media?: MediaAdapters
  /** How people reach the service. */
  readonly access?: AccessOptions
  /** The folder of the built console. */
  readonly pagesDir?: string
  /** Is now so many ms ahead. */
  readonly ahead?: () => number
}

const DAY_MS = 86_400_000

/** For tests that count by the day: to their service it is about noon, so that no day ends while they run. */
export function aheadToNoon(): () => number {
  const now = Date.now()
  const ahead = DAY_MS / 2 - (now % DAY_MS)
  return () => ahead
}

/** A folder with the small pack, for a service that is to be started again. */
export function testFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'haechi-api-'))
  // As root the database would be put elsewhere, and stay there, if its own user could not enter.
  chmodSync(dir, 0o755)
  writePack(join(dir, 'pack'), TEST_PACK)
  return dir
}

/** A whole service, on a Postgres of its own unless told otherwise. */
export async function startTestService(given: TestServiceOptions = {}): Promise<TestService> {
  const {
    dir = testFolder(),
    databaseUrl,
    wrapStore = (store) => store,
    matches,
    hashBanks,
    past,
    lab,
    models,
    proving,
    access,
    media,
    pagesDir,
    ahead = () => 0,
    ...options
  } = given
  const packDir = join(dir, 'pack')
  const dataDir = join(dir, 'data')
  const logged: string[] = []
  const said: string[] = []
  const log = (line: object) => void logged.push(JSON.stringify(line))
  const service = await startService(
    { port: 0, host: '127.0.0.1', packDir, adminKey: ADMIN_KEY, ...options },
    {
      openStore: async () => wrapStore(await openStore(databaseUrl ? { databaseUrl } : { dataDir }, { log })),
      storeName: 'a test store',
      ...(matches === undefined ? {} : { matches }),
      ...(hashBanks === undefined ? {} : { hashBanks }),
      ...(models === undefined
        ? {}
        : {
            ...{ load: { models }, modelTallies: models.tallies },
            serving: {
              ...{ serving: models.serving, stopwatch: () => performance.now() },
              scorers: models.onnx === undefined ? {} : inThreads(models.onnx),
              ...(proving === undefined ? {} : { proving }),
            },
          }),
      ...(past === undefined ? {} : { past }),
      ...(lab === undefined ? {} : { lab }),
      ...(access === undefined ? {} : { access }),
      ...(media === undefined ? {} : { media }),
      ...(pagesDir === undefined ? {} : { pagesDir }),
      clock: { now: () => Date.now() + ahead() },
      random: (bytes) => void crypto.getRandomValues(bytes),
      log,
      say: (text) => void said.push(text),
    },
  )
  const { url } = service
  return {
    service,
    client: createClient({ url, key: ADMIN_KEY, timeoutMs: PATIENT_MS }),
    url,
    packDir,
    dataDir,
    logged,
    said,
    async request(method, path, body, { key = ADMIN_KEY, type = 'application/json', headers = {} } = {}) {
      const raw = typeof body === 'string' || body instanceof Uint8Array
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': type }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
      })
      const text = await response.text()
      let json: unknown
      try {
        json = JSON.parse(text)
      } catch {}
      return { status: response.status, headers: response.headers, text, json }
    },
    async stop() {
      await service.stop()
      if (given.dir === undefined) rmSync(dir, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}
