/** The store cannot be opened as asked; the message says what, where, and the way out. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'
}
