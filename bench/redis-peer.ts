import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CounterWorld, idsOf } from './counter-world.ts'

/** Events in flight at once. */
const PIPELINE = 500

export interface RedisFigures {
  readonly eventsPerWallSecond: number
  /** Of the server alone. */
  readonly eventsPerCpuSecond: number
  readonly bytesPerKey: number
  readonly sum: number
}

/**
 * Exact distinct counts in sorted sets of a private redis-server, over a Unix socket, in a pipeline: what has left the
 * window is taken out, the member put in, the set counted. Undefined when there is no redis-server.
 */
export async function redisSortedSets(
  world: CounterWorld,
  windowMs: number,
): Promise<RedisFigures | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'haechi-redis-'))
  const path = join(folder, 'redis.sock')
  const server = spawn('redis-server', ['--port', '0', '--unixsocket', path, '--save', '', '--dir', folder], {
    stdio: 'ignore',
  })
  try {
    const socket = await connected(path)
    const before = cpuSeconds(server.pid!)
    const begun = performance.now()
    const sum = await countAll(socket, world, windowMs)
    const wall = (performance.now() - begun) / 1000
    const cpu = cpuSeconds(server.pid!) - before
    const memory = Number(/used_memory:(\d+)/.exec(await ask(socket, 'INFO memory\r\n', '\r\n\r\n'))?.[1])
    const keys = new Set(world.keys).size
    socket.destroy()
    const events = world.keys.length
    return {
      eventsPerWallSecond: events / wall,
      eventsPerCpuSecond: events / cpu,
      bytesPerKey: memory / keys,
      sum,
    }
  } finally {
    server.kill()
    await new Promise((resolve) => server.once('exit', resolve))
    rmSync(folder, { recursive: true })
  }
}

async function countAll(socket: Socket, world: CounterWorld, windowMs: number): Promise<number> {
  const { keys, members, timesMs } = world
  const ids = idsOf(world)
  let sum = 0
  for (let from = 0; from < keys.length; from += PIPELINE) {
    const until = Math.min(keys.length, from + PIPELINE)
    let text = ''
    for (let i = from; i < until; i++) {
      const key = ids[keys[i]!]!
      const timeMs = String(timesMs[i])
      text += command('ZREMRANGEBYSCORE', key, '-inf', String(timesMs[i]! - windowMs))
      text += command('ZADD', key, timeMs, ids[members[i]!]!)
      text += command('ZCARD', key)
    }
    const replies = (await askLines(socket, text, 3 * (until - from))).split('\r\n')
    for (let i = 2; i < replies.length; i += 3) sum += Number(replies[i]!.slice(1))
  }
  return sum
}

function command(...words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`
}

/** Sends, and collects replies of a line each. */
function askLines(socket: Socket, text: string, lines: number): Promise<string> {
  let seen = 0
  return collect(socket, text, (chunk) => {
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', at + 1)) seen++
    return seen >= lines
  })
}

function ask(socket: Socket, text: string, end: string): Promise<string> {
  let all = ''
  return collect(socket, text, (chunk) => {
    all += chunk
    return all.endsWith(end) || (/\$(\d+)\r\n/.test(all) && all.length >= Number(/\$(\d+)/.exec(all)![1]))
  })
}

function collect(socket: Socket, text: string, isDone: (chunk: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = ''
    const take = (chunk: Buffer) => {
      const piece = chunk.toString('latin1')
      all += piece
      if (!isDone(piece)) return
      socket.off('data', take)
      socket.off('error', reject)
      resolve(all)
    }
    socket.on('data', take)
    socket.once('error', reject)
    socket.write(text)
  })
}

async function connected(path: string): Promise<Socket> {
  for (let attempt = 0; ; attempt++) {
    const socket = connect(path)
    const up = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    if (up) return socket
    if (attempt > 100) throw new Error(`redis-server did not answer at ${path}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
