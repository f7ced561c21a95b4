import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import type { JobView } from '../src/api/contract/jobs.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import { serverAccount } from '../src/store/embedded/server-account.ts'
import { ADMIN_KEY, freePort, startHaechi } from './haechi-process.fixture.ts'
import { connectionOf, freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

const BIN = '/usr/lib/postgresql/15/bin'

/** The receiver of the docs, in a process of its own. */
async function startReceiver(port: number, file: string, secret: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['examples/receiver.mjs', String(port), file], {
    env: { ...process.env, HAECHI_WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  return child
}

/** Stands before the receiver and has each message verified by the library; a receiver that is down is down for it too. */
function verifying(port: number, receiver: number) {
  const seen = { secret: '', verified: 0, wrong: 0 }
  const server = createServer((asked, answer) => {
    const parts: Buffer[] = []
    asked.on('data', (part: Buffer) => parts.push(part))
    asked.on('end', () => {
      const body = Buffer.concat(parts)
      try {
        new Webhook(seen.secret).verify(body.toString(), asked.headers as Record<string, string>)
        seen.verified++
      } catch {
        seen.wrong++
      }
      const { host, ...headers } = asked.headers
      const on = request({ port, host: '127.0.0.1', method: 'POST', headers, agent: false }, (reply) => {
        answer.writeHead(reply.statusCode ?? 500).end()
        reply.resume()
      })
      on.on('error', () => asked.socket.destroy())
      on.end(body)
    })
  })
  return { seen, server, listen: () => once(server.listen(receiver, '127.0.0.1'), 'listening') }
}

const EFFECTS_LEFT = `select from haechi.effects e
  where (e.xid, e.seq) > (select c.xid, c.seq from haechi.effect_cursors c where c.reader = 'follower') limit 1`

/** From a decision to a person, to the world, and back; everything by commands. */
async function walk(folder: string, env: Record<string, string>): Promise<void> {
  const pack = join(folder, 'pack')
  cpSync('starter', pack, { recursive: true })
  // As it is shipped, but for the time in which a judgement can be undone.
  const review = readFileSync(join(pack, 'review.yaml'), 'utf8')
  writeFileSync(join(pack, 'review.yaml'), review.replace(/^undo: 10s/m, 'undo: 0s'))
  const [port, hook, behind] = [await freePort(), await freePort(), await freePort()]
  const haechi = await startHaechi(port, join(folder, 'data'), pack, {
    ...{ HAECHI_WEBHOOK_ALLOW: `127.0.0.1:${hook}`, HAECHI_HISTORY: 'off' },
    ...env,
  })
  const file = join(folder, 'received.ndjson')
  const gate = verifying(behind, hook)
  await gate.listen()
  let receiver: ChildProcess | undefined
  const as =
    (key: string) =>
    async (...args: string[]) => {
      const adapters = { fetch, clock: { now: () => Date.now() } }
      const done = await cli({ cwd: folder, settings: { url: haechi.url, key }, adapters }, ...args)
      expect(done, args.join(' ')).toMatchObject({ code: 0 })
      return done.out
    }
  const run = as(ADMIN_KEY)
  // biome-ignore lint/suspicious/noExplicitAny: replies of every form
  const ask = async (...args: string[]): Promise<any> => JSON.parse(await run(...args, '--json'))
  const received = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      // What is behind the last end of a line is still being written.
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { id: string; type: string; data: Record<string, unknown> })
  try {
    const endpoint = await ask('endpoint', 'add', `http://127.0.0.1:${hook}/`)
    gate.seen.secret = endpoint.secret
    receiver = await startReceiver(behind, file, endpoint.secret)

    // Decisions become jobs.
    await run('demo', '--rate', '0', '--count', '1500', '--json')
    await until(async () => {
      const { queues } = await ask('queue', 'list')
      return queues.find(({ queue }: { queue: string }) => queue === 'default').waiting >= 10
    })
    await until(() => received().length > 0)
    // What rules asked for is done, so that what comes from now on is of people.
    const database = env.DATABASE_URL
      ? { connectionString: env.DATABASE_URL }
      : connectionOf(join(folder, 'data'))
    await until(async () => (await sql(database, EFFECTS_LEFT)).length === 0)

    // Ten are judged, while the receiver is gone.
    receiver.kill('SIGKILL')
    await once(receiver, 'exit')
    const { jobs } = (await ask('jobs', 'next', '--queue', 'default', '--count', '10')) as { jobs: JobView[] }
    expect(jobs).toHaveLength(10)
    const isFree = await Promise.all(
      jobs.map(
        async ({ actor, type }) =>
          type !== 'user.report' && (await ask('enforcement', 'list', actor!)).enforcements.length === 0,
      ),
    )
    const chosen = jobs[isFree.indexOf(true)]!
    for (const { job } of jobs)
      await run(
        ...['annotate', job, '--choice', job === chosen.job ? 'violates' : 'fine'],
        ...(job === chosen.job ? ['--enforce', 'mute=10m'] : []),
      )
    const account = chosen.actor!
    const standing = async () => (await ask('enforcement', 'list', account, '--all')).enforcements
    await until(async () => (await standing()).length > 0)

    // It comes back, and hears of the enforcement.
    receiver = await startReceiver(behind, file, endpoint.secret)
    await run('endpoint', 'resume', endpoint.endpoint?.id ?? endpoint.id)
    const heard = (type: string) =>
      received().some((one) => one.type === type && JSON.stringify(one.data).includes(account))
    await until(() => heard('enforcement.applied'))

    // The player reads why, and appeals; somebody else judges it, and everything is taken back.
    const { statements } = await ask('statement', 'list', account)
    const { id } = statements.find(({ kind }: { kind: string }) => kind === 'enforcement')
    expect(await run('statement', 'show', id, '--language', 'ko')).toContain('이의')
    await run('appeal', 'file', id, '--account', account, '--text', 'I was quoting.', '--id', 'ticket-1')
    await run('user', 'add', 'jun@example.com', '--name', 'Jun', '--role', 'reviewer')
    const { secret } = await ask('keys', 'create', 'jun', '--scope', 'person', '--user', 'jun@example.com')
    const jun = as(secret)
    let appeal = ''
    await until(async () => {
      appeal = await jun('jobs', 'next', '--queue', 'appeals')
      return appeal.includes('I was quoting.')
    })
    await jun('annotate', /job-[0-9a-f]{32}/.exec(appeal)![0], '--choice', 'fine')
    await until(async () => (await standing()).every(({ state }: { state: string }) => state === 'reversed'))
    const { strikes } = await ask('strikes', 'list', account)
    const ofIt = strikes.filter(({ decision }: { decision: string }) => decision === statements[0].decision)
    expect(ofIt.every(({ state }: { state: string }) => state === 'reversed')).toBe(true)
    await until(() => heard('enforcement.reversed') && heard('appeal.decided'))

    expect(await run('audit', 'verify')).toContain('The chain holds')
    expect(new Set(received().map((one) => one.id)).size).toBe(received().length)
    expect(gate.seen.wrong).toBe(0)
    expect(gate.seen.verified).toBeGreaterThanOrEqual(received().length)
  } finally {
    receiver?.kill('SIGKILL')
    gate.server.close()
    gate.server.closeAllConnections()
    haechi.child.kill('SIGTERM')
    await haechi.ended
  }
}

test('the ring is walked once around, by commands alone', async () => {
  const folder = freshFolder('haechi-ring-')
  await walk(folder, {}).finally(() => removeFolder(folder))
}, 600_000)

describe.runIf(existsSync(join(BIN, 'postgres')))('with an external Postgres', () => {
  test('the ring is walked once around', async () => {
    const folder = freshFolder('haechi-ring-')
    const cluster = join(folder, 'pg')
    const account = serverAccount()
    const pg = (program: string, ...args: string[]) =>
      execFileSync(join(BIN, program), ['-D', cluster, ...args], {
        ...{ ...account, cwd: folder, stdio: 'ignore' as const },
      })
    mkdirSync(cluster, { mode: 0o700 })
    if (account) chownSync(cluster, account.uid, account.gid)
    pg('initdb', '-U', 'outside', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync')
    pg('pg_ctl', '-w', '-l', join(cluster, 'log'), '-o', `-k ${cluster} -c listen_addresses=`, 'start')
    try {
      const url = `postgres://outside@/postgres?host=${encodeURIComponent(cluster)}`
      await walk(folder, { DATABASE_URL: url })
    } finally {
      pg('pg_ctl', '-w', '-m', 'fast', 'stop')
      removeFolder(folder)
    }
  }, 600_000)
})
