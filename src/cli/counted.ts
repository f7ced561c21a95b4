/** A number with its noun: `1 rule`, `2 rules`, `2 policies`. */
export function counted(number: number, noun: string, many = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : many}`
}
