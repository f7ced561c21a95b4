/** Whether a key was pressed: letters and digits by their place on the keyboard, whatever is being typed with it. */
export function matchesKey(key: string, event: Pick<KeyboardEvent, 'key' | 'code'>): boolean {
  if (/^[a-z]$/i.test(key)) return event.code === `Key${key.toUpperCase()}`
  if (/^\d$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`
  return event.key === key
}
