import { type ChildProcess, spawn } from 'node:child_process'
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

/** A port that was free just now, so that a service can come back at the address it had. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
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

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  )
}
