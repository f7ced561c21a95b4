/** The worlds that both may speak for; null stands for all worlds. */
export function meetWorlds(
  one: ReadonlySet<string> | null,
  other: ReadonlySet<string> | null,
): ReadonlySet<string> | null {
  if (one === null) return other
  if (other === null) return one
  return new Set([...one].filter((world) => other.has(world)))
}
