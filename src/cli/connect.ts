import type { Command } from 'commander'
import { START_DEFAULTS } from '../api/running-service.ts'
import { type Client, createClient } from '../client/client.ts'
import type { CliAdapters } from './adapters.ts'
import { CliFailure } from './failure.ts'
import { savedSession } from './session-file.ts'

export interface ConnectOptions {
  readonly url?: string
  readonly key?: string
}

/** The options of every command that speaks to the service. */
export function withConnection(command: Command): Command {
  return command
    .option('--url <URL>', `address of the service (HAECHI_URL; default ${defaultUrl()})`)
    .option('--key <KEY>', 'API key (HAECHI_KEY)')
}

/** Where the service is: `--url`, else HAECHI_URL, else where `haechi start` serves when told nothing. */
export function serviceUrl({ settings }: CliAdapters, options: ConnectOptions): string {
  const url = options.url ?? settings.url ?? defaultUrl()
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new CliFailure('usage', `"${url}" is not an address; give one such as ${defaultUrl()}`)
  return url
}

/** A client of the service. Throws CliFailure when there is no key; `elseWay` ends its message. */
export function connect(adapters: CliAdapters, options: ConnectOptions, elseWay = ''): Client {
  const { settings } = adapters
  const url = serviceUrl(adapters, options)
  const key = options.key ?? settings.key ?? settings.adminKey ?? savedSession(settings, url)
  if (key === undefined)
    throw new CliFailure(
      'usage',
      'No API key; pass --key KEY, set HAECHI_KEY, or sign in by `haechi login` (`haechi start` shows the first key once, `haechi keys create` makes more)' +
        elseWay,
    )
  return clientOf(adapters, url, key)
}

/** A client of the service that brings nothing, to sign in. */
export function connectAsNobody(adapters: CliAdapters, options: ConnectOptions): Client {
  return clientOf(adapters, serviceUrl(adapters, options), 'nobody')
}

/** How long a command waits for an answer: longer than a game does, for whom the SDK's own time is meant. */
const ANSWER_MS = 30_000

/** A client of the service for whoever this key speaks for. */
export function clientOf(adapters: CliAdapters, url: string, key: string): Client {
  return createClient({
    url,
    key,
    timeoutMs: ANSWER_MS,
    fetch: adapters.fetch,
    now: () => adapters.clock.now(),
  })
}

function defaultUrl(): string {
  return `http://${START_DEFAULTS.host}:${START_DEFAULTS.port}`
}
