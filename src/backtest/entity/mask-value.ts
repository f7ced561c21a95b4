/** Shows a personal value in part: enough to tell two apart, and not to use it. */
export function maskValue(value: string): string {
  const points = [...value]
  const shown = Math.min(24, Math.floor(points.length / 3))
  return `${points.slice(0, shown).join('')}…`
}
