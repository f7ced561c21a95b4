import type { VersionRecord } from './versions/ports.ts'
import { followsFolder } from './versions/versions.ts'

export interface BannerFacts {
  readonly url: string
  readonly ruleset: string
  readonly version: VersionRecord
  readonly packDir: string
  readonly rules: number
  readonly eventTypes: number
  readonly warnings: readonly string[]
  readonly store: string
  /** The admin key made in this start; undefined when there was one before. */
  readonly newKey: string | undefined
  /** The one-time link of the first admin; undefined when there were people before. */
  readonly welcome: string | undefined
}

/** Where the pack that judges comes from, and how that is changed. */
function origin({ version, packDir }: BannerFacts): string {
  if (followsFolder(version)) return `by the pack at ${packDir}: a change there is live at once`
  const day = version.appliedAt.slice(0, 10)
  return `applied ${day} by ${version.appliedBy}; the pack at ${packDir} is not followed (--watch follows it)`
}

/** What a person sees when the service has started; the curl line works when pasted. */
export function banner(facts: BannerFacts): string {
  const key = facts.newKey ?? '$HAECHI_KEY'
  const quote = facts.newKey === undefined ? '"' : "'"
  const lines = [
    `Haechi answers at ${facts.url}`,
    '',
    `  console   ${facts.url}/console`,
    `  screen    POST ${facts.url}/v1/screen`,
    `  API docs  ${facts.url}/docs  (the key is the password)`,
    `  health    ${facts.url}/readyz`,
    `  store     ${facts.store}`,
    `  ruleset   ${facts.ruleset}: ${facts.rules} rules on ${facts.eventTypes} event types`,
    `  version   ${facts.version.number}, ${origin(facts)}`,
    ...facts.warnings.map((warning) => `  warning   ${warning}`),
    '',
  ]
  if (facts.welcome !== undefined)
    lines.push(
      'You are the admin. To sign in, set a password, within 72 hours, at:',
      '',
      `  ${facts.welcome}`,
      '',
    )
  if (facts.newKey !== undefined)
    lines.push(`Admin key, shown this once (only its hash is kept):`, '', `  ${facts.newKey}`, '')
  else lines.push('An admin key exists already; with it in HAECHI_KEY, a first decision is made by:', '')
  if (facts.newKey !== undefined) lines.push('A first decision:', '')
  lines.push(
    `curl -sS ${facts.url}/v1/screen \\`,
    `  -H ${quote}Authorization: Bearer ${key}${quote} -H 'Content-Type: application/json' \\`,
    `  -d '{"type":"chat.message","actor":"account:u1","data":{"text":"you are an idiot"}}'`,
    '',
  )
  return lines.join('\n')
}
