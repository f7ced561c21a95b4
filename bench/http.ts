import { spawn } from 'node:child_process'
import type { Bench } from './emit.ts'
import { benchEvent } from './events.ts'
import { startHaechi } from './haechi-process.ts'
import { httpLoad } from './http-load.ts'

const CONNECTIONS = 256

export const bench: Bench = {
  name: 'http',
  summary: 'POST /v1/screen, durable, against a bare Fastify route with the same schema and a constant reply',
  async run(emit, { quick }) {
    const [haechi, bare] = await Promise.all([startHaechi(), startBare()])
    const ms = quick ? 1500 : 6000
    const rounds = quick ? 3 : 5
    let run = 0
    const load = async (url: string, key: string) => {
      const name = `http-${run++}`
      const options = { connections: CONNECTIONS, ms, key, body: (n: number) => benchEvent(name, n) }
      const { requests, seconds } = await httpLoad(url, options)
      return requests / seconds
    }
    try {
      await load(haechi.url, haechi.key)
      await load(bare.url, haechi.key)
      const pairs: [number, number][] = []
      for (let round = 0; round < rounds; round++)
        pairs.push([await load(haechi.url, haechi.key), await load(bare.url, haechi.key)])
      const base = { bench: 'http', peer: null }
      const ratio = median(pairs.map(([ours, theirs]) => ours / theirs))
      const ours = median(pairs.map(([rate]) => rate))
      const theirs = median(pairs.map(([, rate]) => rate))
      emit({
        ...base,
        figure: 'POST /v1/screen to bare route',
        value: ratio,
        unit: 'ratio',
        reach: 0.5,
        holds: ratio >= 0.5,
      })
      emit({
        ...base,
        figure: 'POST /v1/screen, durable',
        value: ours,
        unit: 'requests/s',
        reach: null,
        holds: null,
      })
      emit({
        ...base,
        figure: 'bare route',
        value: theirs,
        unit: 'requests/s',
        reach: null,
        holds: null,
        peer: 'fastify',
      })
    } finally {
      bare.stop()
      await haechi.stop()
    }
  },
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

async function startBare(): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'bench/bare-server.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => resolve(/http\S+/.exec(part.toString())![0]))
    child.on('exit', () => reject(new Error('the bare server ended')))
  })
  return { url, stop: () => void child.kill() }
}
