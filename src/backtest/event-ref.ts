/** A matching event, by its decision. */
export interface EventRef {
  readonly id: string
  /** Receipt, in ms since the epoch. */
  readonly received: number
}

/** Whether a row comes behind an event in a row of the newest first, as SQL. The id is one of ours: hexadecimal. */
export function olderThan({ id, received }: EventRef): string {
  return `(received < ${received} or (received = ${received} and id < '${id}'))`
}
