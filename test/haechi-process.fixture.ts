import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

export const ADMIN_KEY = 'an admin key for chaos'

export interface HaechiProcess {
  readonly child: ChildProcess
  readonly url: string
  /** What it has written, standard output and error together. */
  output(): string
  /** Resolves to the exit code, or to the name of the signal that ended it. */
  readonly ended: Promise<number | string>
}

/**
 * A port that was free just now, so that a service can come back at the address it had. Below those that the system
 * hands out by itself, so that hardly anyone else takes it meanwhile.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer()
    const port = 20_000 + randomInt(12_000)
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    await new Promise((resolve) => server.close(resolve))
    return port
  }
}

/** Starts the service as its users do, and resolves when it answers. */
export async function startHaechi(
  port: number,
  dataDir: string,
  packDir: string,
  env: Record<string, string> = {},
): Promise<HaechiProcess> {
  const args = ['bin/haechi.mjs', 'start', '--port', String(port), '--data-dir', dataDir, '--pack', packDir]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, HAECHI_ADMIN_KEY: ADMIN_KEY, DATABASE_URL: '', HAECHI_DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      text += part.toString()
    })
  const ended = new Promise<number | string>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? signal!))
  })
  const url = `http://127.0.0.1:${port}`
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!(await answers(url))) {
    if (over) throw new Error(`the service ended:\n${text}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { child, url, output: () => text, ended }
}

/** Its one-time link, which may come through the pipe a moment after it answers. */
export async function welcomeOf(haechi: HaechiProcess): Promise<string> {
  for (;;) {
    const [link] = /\/welcome#\S+(?=\s)/.exec(haechi.output()) ?? []
    if (link !== undefined) return link
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  )
}
