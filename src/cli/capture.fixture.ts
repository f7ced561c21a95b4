import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decisionIds } from '../core/id.ts'
import { lookerHere } from '../signals/media/looker-here.fixture.ts'
import { createModelHost } from '../signals/models/create-model-host.ts'
import type { CliAdapters, CliSettings } from './adapters.ts'
import type { Output } from './output.ts'
import { runCli } from './run-cli.ts'

/** What a command did. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

const NO_SETTINGS: CliSettings = {
  url: undefined,
  key: undefined,
  port: undefined,
  host: undefined,
  dataDir: undefined,
  pack: undefined,
  databaseUrl: undefined,
  adminKey: undefined,
  configDir: join(tmpdir(), 'haechi-no-config'),
  noColor: true,
  path: undefined,
  tessdata: [],
}

export interface Given {
  readonly cwd: string
  readonly settings?: Partial<CliSettings>
  readonly stdin?: string
  readonly isTTY?: boolean
  readonly adapters?: Partial<CliAdapters>
}

const starterPack = fileURLToPath(new URL('../../starter', import.meta.url))

/** Runs one command line in this process, with everything that it writes captured. */
export async function cli(given: Given, ...argv: readonly string[]): Promise<Ran> {
  let out = ''
  let err = ''
  const output = (add: (text: string) => void): Output => ({
    isTTY: given.isTTY ?? false,
    columns: 100,
    async write(text) {
      add(text)
    },
  })
  const { stdin = '' } = given
  async function* bytes() {
    yield new TextEncoder().encode(stdin)
  }
  const adapters: CliAdapters = {
    version: '0.0.0-test',
    settings: { ...NO_SETTINGS, ...given.settings },
    stdin: Object.assign(bytes(), { isTTY: given.isTTY ?? false }),
    stdout: output((text) => {
      out += text
    }),
    stderr: output((text) => {
      err += text
    }),
    clock: { now: () => Date.parse('2026-11-23T09:00:00Z') },
    ids: decisionIds(),
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    cwd: given.cwd,
    starterPack,
    terms: {
      readTermList: () => ({ terms: [], problems: [] }),
      findTerms: () => [],
    },
    past: {
      backtest: () => Promise.reject(new Error('not in this test')),
      explain: () => Promise.reject(new Error('not in this test')),
      compare: () => Promise.reject(new Error('not in this test')),
      investigate: () => Promise.reject(new Error('not in this test')),
    },
    modelHost: (packDir) =>
      createModelHost({
        stopwatch: () => performance.now(),
        fetch: (input, init) => fetch(input, init),
        secret: () => undefined,
        onnx: undefined,
        storeDir: undefined,
        packDir,
      }),
    looker: async () => lookerHere(),
    startService: () => Promise.reject(new Error('not in this test')),
    onInterrupt: () => () => {},
    ...given.adapters,
  }
  const code = await runCli(adapters, argv)
  return { code, out, err }
}

/** A folder of its own for a test. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'haechi-cli-'))
}

/** A copy of the starter pack that a test may change. */
export async function starterCopy(): Promise<string> {
  const folder = join(await newFolder(), 'pack')
  await cp(starterPack, folder, { recursive: true })
  return folder
}
