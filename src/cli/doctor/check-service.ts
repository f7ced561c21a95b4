import { createClient } from '../../client/client.ts'
import { HaechiError } from '../../client/haechi-error.ts'
import type { CliAdapters } from '../adapters.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

const SKEW_MS = 30_000

export interface ServiceFindings {
  readonly reached: boolean
  readonly findings: readonly Finding[]
}

/** Asks the service whether it is ready, whether it takes the key, and what time it has. */
export async function checkService(
  { fetch, clock }: Pick<CliAdapters, 'fetch' | 'clock'>,
  url: string,
  key: string | undefined,
): Promise<ServiceFindings> {
  let theirs: number | undefined
  const watching: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init)
    const date = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(date)) theirs = date
    return response
  }
  const client = createClient({ url, key: key ?? '', retries: 0, fetch: watching, now: () => clock.now() })
  let ready: Awaited<ReturnType<typeof client.ready>>
  try {
    ready = await client.ready()
  } catch (fault) {
    if (!(fault instanceof HaechiError)) throw fault
    if (fault.kind === 'unreachable')
      return {
        reached: false,
        findings: [
          warn('service', `nobody answers at ${url}`, 'start it with `haechi start`, or pass --url'),
        ],
      }
    return { reached: true, findings: [fail('service', fault.message, 'check --url')] }
  }
  const service = ready.ready
    ? ready.notes.length > 0
      ? warn('service', `ready at ${url}: ${ready.notes.join('; ')}`, 'see its log')
      : ok('service', `ready at ${url}, ruleset ${ready.ruleset ?? 'none'}`)
    : fail('service', `at ${url}, not ready: ${ready.why.join('; ')}`, 'see its log')
  return {
    reached: true,
    findings: [service, await checkKey(client, key), ...checkSkew(theirs, clock.now())],
  }
}

async function checkKey(client: ReturnType<typeof createClient>, key: string | undefined): Promise<Finding> {
  if (key === undefined) return warn('key', 'none given', 'pass --key or set HAECHI_KEY')
  try {
    await client.ruleset()
    return ok('key', 'valid')
  } catch (fault) {
    if (!(fault instanceof HaechiError)) throw fault
    // A key that may screen and not read is a good key.
    if (fault.problem?.status === 403) return ok('key', 'valid; it may not read')
    return fail('key', fault.problem?.title ?? fault.message, fault.problem?.wayOut ?? 'try again')
  }
}

function checkSkew(theirs: number | undefined, ours: number): Finding[] {
  if (theirs === undefined) return []
  const skewMs = Math.abs(ours - theirs)
  const found = `${Math.round(skewMs / 1000)} s between this machine and the service`
  return [
    skewMs <= SKEW_MS
      ? ok('clock', found)
      : fail('clock', found, 'set both clocks by NTP; events too far in the future or the past are refused'),
  ]
}
