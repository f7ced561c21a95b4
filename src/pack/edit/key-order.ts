/** The order in which packs write what a rule, or a policy, says. */
export const RULE_KEYS: readonly string[] = [
  ...['id', 'policy', 'on', 'worlds', 'when', 'then', 'mode', 'unknown', 'owner', 'description'],
]
export const POLICY_KEYS: readonly string[] = [
  ...['id', 'version', 'severity', 'title', 'guideline', 'notice', 'strike', 'legal', 'maps'],
]

/** The same with its keys in order; what is unknown comes last. */
export function inOrder(
  value: Readonly<Record<string, unknown>>,
  order: readonly string[],
): Record<string, unknown> {
  const rank = (key: string) => {
    const at = order.indexOf(key)
    return at < 0 ? order.length : at
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined && one !== null)
      .sort(([a], [b]) => rank(a) - rank(b)),
  )
}
