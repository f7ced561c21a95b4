import type { KeptAudit } from '../audit/kept-audit.ts'
import type { Promotion } from '../contract/rule-edits.ts'
import type { Grant } from '../keyring.ts'

/** The audit log keeps that somebody knew what spoke against more force, and why they gave it all the same. */
export async function noteConfirmed(
  audit: Pick<KeptAudit, 'fact'>,
  { person, id, name }: Grant,
  done: { readonly base: number; readonly why: string; readonly promoted: readonly Promotion[] },
): Promise<void> {
  const rules = done.promoted.filter(({ concerns }) => concerns.length > 0)
  await audit.fact({
    who: person?.id ?? `key:${id}`,
    name: person?.name ?? name,
    what: 'rules.confirmed',
    ids: rules.map(({ rule }) => rule),
    entities: [],
    outcome: 'done',
    details: {
      base: done.base,
      why: done.why,
      ...Object.fromEntries(
        rules.map(({ rule, from, to, concerns }) => [
          rule,
          `${from ?? 'new'} to ${to}: ${concerns.map(({ kind }) => kind).join(', ')}`,
        ]),
      ),
    },
  })
}
