import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CliSettings } from './adapters.ts'

type Where = Pick<CliSettings, 'configDir'>

/** The session in which somebody has signed in at an address; undefined: in none. */
export function savedSession(where: Where, url: string): string | undefined {
  return sessionsIn(where)[originOf(url)]
}

/** Keeps a session in a file that only its owner can read; null forgets it. */
export function saveSession(where: Where, url: string, token: string | null): void {
  const { [originOf(url)]: _, ...others } = sessionsIn(where)
  const sessions = token === null ? others : { ...others, [originOf(url)]: token }
  const path = pathOf(where)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // Written aside and renamed: a file that is there is never half written, nor read by others for a moment.
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, `${JSON.stringify(sessions, null, 2)}\n`, { mode: 0o600 })
  chmodSync(aside, 0o600)
  renameSync(aside, path)
}

function sessionsIn(where: Where): Readonly<Record<string, string>> {
  try {
    const sessions: unknown = JSON.parse(readFileSync(pathOf(where), 'utf8'))
    return typeof sessions === 'object' && sessions !== null ? (sessions as Record<string, string>) : {}
  } catch {
    return {}
  }
}

/** Where the file is. */
function pathOf({ configDir }: Where): string {
  return join(configDir, 'haechi', 'sessions.json')
}

function originOf(url: string): string {
  return new URL(url).origin
}
