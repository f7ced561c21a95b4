export interface BannerFacts {
  readonly url: string
  readonly ruleset: string
  readonly rules: number
  readonly eventTypes: number
  readonly warnings: readonly string[]
  readonly store: string
  /** The admin key made in this start; undefined when there was one before. */
  readonly newKey: string | undefined
}

/** What a person sees when the service has started; the curl line works when pasted. */
export function banner(facts: BannerFacts): string {
  const key = facts.newKey ?? '$HAECHI_KEY'
  const quote = facts.newKey === undefined ? '"' : "'"
  const lines = [
    `Haechi answers at ${facts.url}`,
    '',
    `  screen    POST ${facts.url}/v1/screen`,
    `  API docs  ${facts.url}/docs  (the key is the password)`,
    `  health    ${facts.url}/readyz`,
    `  store     ${facts.store}`,
    `  ruleset   ${facts.ruleset}: ${facts.rules} rules on ${facts.eventTypes} event types`,
    ...facts.warnings.map((warning) => `  warning   ${warning}`),
    '',
  ]
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
