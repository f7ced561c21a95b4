import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface HaechiProcess {
  readonly url: string
  readonly key: string
  readonly pid: number
  /** The process ids of the service and of the database under it. */
  processes(): number[]
  stop(): Promise<void>
}

/**
 * Starts the whole service as its users do, on a fresh data directory with the starter pack. `history`: a folder with a
 * history to look into, which is then not added to.
 */
export async function startHaechi({ history }: { readonly history?: string } = {}): Promise<HaechiProcess> {
  const dir = mkdtempSync(join(tmpdir(), 'haechi-bench-'))
  const key = 'the admin key of a bench'
  if (history !== undefined) symlinkSync(history, join(dir, 'history'))
  const child = spawn(process.execPath, ['bin/haechi.mjs', 'start', '--port', '0', '--data-dir', dir], {
    env: {
      ...{ ...process.env, HAECHI_ADMIN_KEY: key, HAECHI_RATE: '1000000', DATABASE_URL: '', HAECHI_PACK: '' },
      ...(history === undefined ? {} : { HAECHI_HISTORY: 'off' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    const read = (part: Buffer) => {
      text += part.toString()
      const found = /answers at (http\S+)/.exec(text)
      if (found) resolve(found[1]!)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => reject(new Error(`the service ended:\n${text}`)))
  })
  const pid = child.pid!
  return {
    url,
    key,
    pid,
    processes: () => [pid, ...below(pid)],
    async stop() {
      const ended = new Promise((resolve) => child.on('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** The processes below one, from /proc (Linux only). */
export function below(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      parents.set(Number(name), Number(statFields(Number(name))[1]))
    } catch {} // ended meanwhile
  }
  const found = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child)
  return found.flatMap((child) => [child, ...below(child)])
}

/** The fields of /proc/PID/stat after the name, which may hold spaces: state, parent, … */
function statFields(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** CPU time of processes, user and system, in ms. */
export function cpuMs(pids: readonly number[]): number {
  // Fields 14 and 15 of stat, in ticks of 1/100 s.
  return pids.reduce((sum, pid) => {
    const fields = statFields(pid)
    return sum + (Number(fields[11]) + Number(fields[12])) * 10
  }, 0)
}

/** Resident memory of processes, shared pages counted once among them (PSS), in MB. */
export function residentMb(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return sum + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)![1]) / 1024
  }, 0)
}
