/** Whether a statement failed since a value that must be unique is there already. */
export function isTaken(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === '23505'
}
