/** What was found in an item. Never holds content of the file: names and texts in it may be harmful themselves. */
export interface Finding {
  /** A fixed word in kebab case, by which rules and translations know it. */
  readonly code: string
  /** error: the item cannot be trusted or shown; warning: a person should look; note: worth knowing. */
  readonly severity: 'error' | 'warning' | 'note'
  /** A JSON pointer into the glTF, or a part of the file (`header`, `chunk 2`, `file`). */
  readonly at: string
  /** One English sentence with the figures. */
  readonly says: string
}

/** A fault of one part of a file: that part is left out, the rest is read on. */
export class Fault extends Error {
  readonly finding: Finding

  constructor(code: string, at: string, says: string, severity: Finding['severity'] = 'error') {
    super(`${code} at ${at}`)
    this.finding = { code, severity, at, says }
  }
}

/** A budget is spent, or the file has no sense: the reading ends here. */
export class Spent extends Fault {}
